using Inbox.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>The connected accounts. Settings are for who looks after them; secrets go in and never come out.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").WithTags("Accounts").Requires(Right.Read);
        read.MapGet("/channels", (IEnumerable<ChannelDescription> channels) => TypedResults.Ok(channels.ToArray()));
        read.MapGet("/accounts", ListAsync);
        read.MapGet("/accounts/{id}/health", HealthAsync);
        var admin = api.MapGroup("/accounts").WithTags("Accounts").Requires(Right.Administer);
        admin.MapPost("", AddAsync);
        admin.MapPatch("/{id}", ChangeAsync);
        admin.MapDelete("/{id}", RemoveAsync);
    }

    private static async Task<Ok<Listed<AccountShown>>> ListAsync(
        Caller caller, Access access, Storage.Accounts accounts, IEnumerable<ChannelDescription> channels, TimeProvider clock, CancellationToken cancel)
    {
        var scope = await access.ScopeAsync(caller, cancel);
        return TypedResults.Ok(Listed.All((await accounts.ListAsync(cancel)).Where(a => scope.Contains(a.Id)).Select(a => AccountShown.Of(a, caller, channels, clock.GetUtcNow()))));
    }

    private static async Task<Results<Ok<HealthShown>, ProblemHttpResult>> HealthAsync(
        string id, Caller caller, Access access, Storage.Accounts accounts, IEnumerable<ChannelDescription> channels, TimeProvider clock, CancellationToken cancel) =>
        (await access.ScopeAsync(caller, cancel)).Contains(id) && await accounts.FindAsync(id, cancel) is { } account
            ? TypedResults.Ok(HealthShown.Of(account, channels, clock.GetUtcNow()))
            : Problems.NotFound("account", id);

    private static async Task<Results<Created<AccountShown>, ProblemHttpResult>> AddAsync(
        AddAccountBody body, Caller caller, AccountChange change, IEnumerable<ChannelDescription> channels, TimeProvider clock, CancellationToken cancel)
    {
        var outcome = await change.AddAsync(body.Channel, body.Name.Trim(), body.Settings, cancel);
        return outcome.Account is { } account ? TypedResults.Created($"/api/v1/accounts/{account.Id}", AccountShown.Of(account, caller, channels, clock.GetUtcNow())) : outcome.Problem!;
    }

    private static async Task<Results<Ok<AccountShown>, ProblemHttpResult>> ChangeAsync(
        string id, ChangeAccountBody body, Caller caller, AccountChange change, IEnumerable<ChannelDescription> channels, TimeProvider clock, CancellationToken cancel)
    {
        var outcome = await change.ChangeAsync(id, body.Name?.Trim(), body.Settings, cancel);
        return outcome.Account is { } account ? TypedResults.Ok(AccountShown.Of(account, caller, channels, clock.GetUtcNow())) : outcome.Problem!;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, AccountChange change, CancellationToken cancel) =>
        await change.RemoveAsync(id, cancel) ? TypedResults.NoContent() : Problems.NotFound("account", id);
}
