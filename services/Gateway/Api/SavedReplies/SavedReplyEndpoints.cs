using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Texts that staff keep to answer with. Who answers uses them and writes their own; managers change all.</summary>
internal static class SavedReplyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var saved = api.MapGroup("/saved-replies").WithTags("Saved replies").Requires(Right.Answer);
        saved.MapGet("", ListAsync);
        saved.MapPost("", AddAsync);
        saved.MapPut("/{id}", ChangeAsync);
        saved.MapDelete("/{id}", RemoveAsync);
    }

    private static async Task<Ok<Listed<SavedReplyShown>>> ListAsync(SavedReplyDoor door, SavedReplies saved, StaffNames names, CancellationToken cancel)
    {
        var all = await door.ListAsync(cancel);
        var uses = await saved.UsesAsync((await door.ScopeAsync(cancel)).Visible, cancel);
        var staff = await names.OfAsync(all.Select(s => s.CreatedBy), cancel);
        return TypedResults.Ok(Listed.All(all.Select(s => SavedReplyShown.Of(s, door, uses.GetValueOrDefault(s.Id), s.CreatedBy is { } id ? staff.GetValueOrDefault(id)?.Name : null))));
    }

    private static async Task<Results<Created<SavedReplyShown>, ProblemHttpResult>> AddAsync(
        SavedReplyBody body, SavedReplyDoor door, SavedReplies saved, SavedReplyAudit audit, CancellationToken cancel)
    {
        if (await door.WrongAsync(body, cancel) is var (wrong, why))
            return Problems.Invalid(wrong, why);
        var (made, field, problem) = await saved.SaveAsync(null, body.Written, audit.Caller.Id, cancel);
        if (made is null)
            return Problems.Invalid(field, problem);
        await audit.NoteAsync(AuditAction.SavedReplyAdded, made.Id, made.Name, cancel);
        return TypedResults.Created($"/api/v1/saved-replies/{made.Id}", SavedReplyShown.Of(made, door, null, audit.Caller.Name));
    }

    private static async Task<Results<Ok<SavedReplyShown>, ProblemHttpResult>> ChangeAsync(
        string id, SavedReplyBody body, SavedReplyDoor door, SavedReplies saved, SavedReplyAudit audit, StaffNames names, CancellationToken cancel)
    {
        if (await door.FindAsync(id, cancel) is not { } old)
            return Problems.NotFound("saved reply", id);
        if (!door.MayChange(old))
            return Problems.Forbidden("Whoever wrote a saved reply may change it, and managers may.");
        if (await door.WrongAsync(body, cancel) is var (wrong, why))
            return Problems.Invalid(wrong, why);
        var (changed, field, problem) = await saved.SaveAsync(id, body.Written, audit.Caller.Id, cancel);
        if (changed is null)
            return problem.Length == 0 ? Problems.NotFound("saved reply", id) : Problems.Invalid(field, problem);
        await audit.NoteAsync(AuditAction.SavedReplyChanged, id, changed.Name, cancel);
        var uses = await saved.UsesAsync((await door.ScopeAsync(cancel)).Visible, cancel);
        var by = changed.CreatedBy is { } writer ? (await names.OfAsync([writer], cancel)).GetValueOrDefault(writer)?.Name : null;
        return TypedResults.Ok(SavedReplyShown.Of(changed, door, uses.GetValueOrDefault(id), by));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, SavedReplyDoor door, SavedReplies saved, SavedReplyAudit audit, CancellationToken cancel)
    {
        if (await door.FindAsync(id, cancel) is not { } old)
            return Problems.NotFound("saved reply", id);
        if (!door.MayChange(old))
            return Problems.Forbidden("Whoever wrote a saved reply may change it, and managers may.");
        if (!await saved.RemoveAsync(id, cancel))
            return Problems.NotFound("saved reply", id);
        await audit.NoteAsync(AuditAction.SavedReplyRemoved, id, old.Name, cancel);
        return TypedResults.NoContent();
    }
}

/// <summary>Remembers who changed which saved reply.</summary>
internal sealed class SavedReplyAudit(AuditTrail audit, Caller caller, IHttpContextAccessor http)
{
    public Caller Caller => caller;

    public Task NoteAsync(string action, string id, string name, CancellationToken cancel) => audit.NoteAsync(new(action, caller, ClientAddress.Of(http.HttpContext!), id, name), cancel);
}
