using Inbox.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Files that a platform keeps: whether one is being fetched, why it could not be, and once more.</summary>
internal static class FetchEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/attachments/{id}/fetch").WithTags("Attachments").Requires(Right.Read).MapGet("", ReadAsync);
        api.MapGroup("/attachments/{id}/fetch").WithTags("Attachments").Requires(Right.Answer).MapPut("", AgainAsync);
    }

    /// <summary>204 once the file is here.</summary>
    private static async Task<Results<Ok<MissingFile>, NoContent, ProblemHttpResult>> ReadAsync(
        string id, Caller caller, Access access, Attachments attachments, WaitingFiles files, CancellationToken cancel)
    {
        if (await attachments.FindAsync(id, cancel) is not { } file || !await AttachmentEndpoints.MayReadAsync(file, caller, access, cancel))
            return Problems.NotFound("attachment", id);
        return (await files.MissingAsync([id], cancel)) is [var missing] ? TypedResults.Ok(missing) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<MissingFile>, NoContent, ProblemHttpResult>> AgainAsync(
        string id, Caller caller, Access access, Attachments attachments, WaitingFiles files, CancellationToken cancel)
    {
        if (await attachments.FindAsync(id, cancel) is { Source: not null } file && await AttachmentEndpoints.MayReadAsync(file, caller, access, cancel))
            await files.AgainAsync(id, cancel);
        return await ReadAsync(id, caller, access, attachments, files, cancel);
    }
}
