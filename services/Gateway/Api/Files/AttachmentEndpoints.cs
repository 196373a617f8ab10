using System.ComponentModel.DataAnnotations;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Files: uploads for replies, and what came with messages.</summary>
internal static class AttachmentEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/attachments").WithTags("Attachments").Requires(Right.Answer)
            .MapPost("", AddAsync).Accepts<byte[]>("*/*");
        api.MapGroup("/attachments").WithTags("Attachments").Requires(Right.Answer)
            .MapDelete("/{id}", RemoveAsync);
        api.MapGroup("/attachments").WithTags("Attachments").Requires(Right.Read)
            .MapGet("/{id}", ReadAsync).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static async Task<Created<AttachmentRef>> AddAsync(
        HttpContext context, Caller caller, Attachments attachments, CancellationToken cancel, [StringLength(1000)] string? name = null)
    {
        using var content = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(content, cancel);
        var added = await attachments.AddAsync(caller.Id, FileName.Clean(name), MediaType(context.Request.ContentType), content.ToArray(), cancel);
        return TypedResults.Created($"/api/v1/attachments/{added.Id}", added);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, Caller caller, Attachments attachments, CancellationToken cancel) =>
        await attachments.RemoveAsync(caller.Id, id, cancel) ? TypedResults.NoContent() : Problems.NotFound("attachment", id);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        string id, HttpContext context, Caller caller, Access access, Attachments attachments, CancellationToken cancel, string? inline = null)
    {
        var file = await attachments.FindAsync(id, cancel);
        if (file is null || !await MayReadAsync(file, caller, access, cancel))
            return Problems.NotFound("attachment", id);
        if (file.Source is not null)
            return file.Error is { } reason
                ? TypedResults.Problem(reason, statusCode: StatusCodes.Status410Gone)
                : TypedResults.Problem("This file is still being fetched. Try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable);
        return inline == "1" && RasterImage.TypeOf(file.Content) is { } type
            ? Download.Picture(context, file.Content, file.Name, type)
            : Download.Of(context, file.Content, file.Name);
    }

    /// <summary>An upload that no reply has taken yet is its uploader's; every other file belongs to its account.</summary>
    internal static async Task<bool> MayReadAsync(StoredFile file, Caller caller, Access access, CancellationToken cancel) =>
        file.AccountId is null ? file.CreatedBy == caller.Id : (await access.ScopeAsync(caller, cancel)).Contains(file.AccountId);

    private static string MediaType(string? claimed) =>
        System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(claimed, out var type) && type.MediaType is { Length: <= 100 } text ? text.ToLowerInvariant() : "application/octet-stream";
}
