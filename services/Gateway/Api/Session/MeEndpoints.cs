using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>The signed-in member's own name, language and password.</summary>
internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Session").Requires(Right.Read);
        me.MapGet("", ReadAsync);
        me.MapPatch("", ChangeAsync);
        me.MapPut("/password", ChangePasswordAsync);
    }

    private static async Task<Ok<Me>> ReadAsync(Caller caller, StaffMembers staff, CancellationToken cancel) =>
        TypedResults.Ok(await staff.FindAsync(caller.Id, cancel) is { } member ? SignIn.Shown(member) : new Me(caller.Id, caller.Name, "", caller.Role, null, null));

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> ChangeAsync(ChangeMeBody body, Caller caller, StaffMembers staff, CancellationToken cancel)
    {
        if (await staff.FindAsync(caller.Id, cancel) is not { } member)
            return Problems.Forbidden("A token has no settings of its own.");
        await staff.SetOwnAsync(member.Id, body.Name?.Trim() is { Length: > 0 } name ? name : member.Name, body.Language ?? member.Language, body.Theme ?? member.Theme, cancel);
        return TypedResults.Ok(SignIn.Shown((await staff.FindAsync(caller.Id, cancel))!));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        ChangePasswordBody body, Caller caller, HttpContext context, SignIn signIn, CancellationToken cancel)
    {
        if (caller.Credential != Credential.Session)
            return Problems.Forbidden("A token has no password.");
        return await signIn.ChangePasswordAsync(caller, body, context, cancel) is { } problem ? Problems.Invalid(problem.Key, problem.Message) : TypedResults.NoContent();
    }
}
