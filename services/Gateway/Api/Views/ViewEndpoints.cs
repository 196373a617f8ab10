using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Views of the reports that the caller keeps, and those that colleagues share.</summary>
internal static class ViewEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Views").Requires(Right.Read);
        views.MapGet("", ListAsync);
        views.MapPost("", SaveAsync);
        views.MapDelete("/{id}", RemoveAsync);
    }

    private static async Task<Ok<Listed<SavedView>>> ListAsync(Caller caller, SavedViews views, CancellationToken cancel) =>
        TypedResults.Ok(Listed.All((await views.ListAsync(caller.Id, cancel)).Select(v => new SavedView(v.Id, v.Name, v.At, v.Shared == 1, v.StaffId == caller.Id, v.StaffName))));

    private static async Task<Results<Ok<SavedView>, ProblemHttpResult>> SaveAsync(SavedViewBody body, Caller caller, SavedViews views, CancellationToken cancel)
    {
        if (caller.Credential != Credential.Session)
            return Problems.Forbidden("A token has no settings of its own.");
        if (body.Name.Trim() is not { Length: > 0 } name)
            return Problems.Invalid("name", "A view has a name.");
        if (!IsReport(body.At))
            return Problems.Invalid("at", "A view is an address in the reports, like /reports/marketers?days=91.");
        return await views.SaveAsync(caller.Id, name, body.At, body.Shared, cancel) is { } id
            ? TypedResults.Ok(new SavedView(id, name, body.At, body.Shared, Mine: true, caller.Name))
            : Problems.Invalid("name", $"You keep {SavedViews.Most} views. Forget one first.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, Caller caller, SavedViews views, CancellationToken cancel) =>
        await views.RemoveAsync(caller.Id, id, cancel) ? TypedResults.NoContent() : Problems.NotFound("view", id);

    /// <summary>A colleague's click must lead into the reports and nowhere else.</summary>
    private static bool IsReport(string at) => at.StartsWith("/reports/", StringComparison.Ordinal) && !at.AsSpan().ContainsAny('\\', '\n', '\r') && !at.Contains("..", StringComparison.Ordinal);
}

/// <summary>A view of the reports.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="At">Its address in the page.</param>
/// <param name="Shared">Whether colleagues are offered it.</param>
/// <param name="Mine">Whether it is the caller's own.</param>
/// <param name="By">The name of who keeps it.</param>
internal sealed record SavedView(string Id, string Name, string At, bool Shared, bool Mine, string By);

internal sealed record SavedViewBody : IBody
{
    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>The address in the page, from /reports/ on.</summary>
    [StringLength(1000, MinimumLength = 1)]
    public required string At { get; init; }

    /// <summary>Whether colleagues are offered it.</summary>
    public bool Shared { get; init; }
}
