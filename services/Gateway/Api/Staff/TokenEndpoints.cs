using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Keys of programs. A key is shown once, when it is made.</summary>
internal static class TokenEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Staff").Requires(Right.Administer);
        tokens.MapGet("", ListAsync);
        tokens.MapPost("", CreateAsync);
        tokens.MapDelete("/{id}", RevokeAsync);
    }

    private static async Task<Ok<Listed<TokenShown>>> ListAsync(ApiTokens tokens, CancellationToken cancel) =>
        TypedResults.Ok(Listed.All((await tokens.ListAsync(cancel)).Select(t =>
            new TokenShown(t.Id, t.Name, Enum.Parse<Role>(t.Role), t.CreatedAt.Time(), t.UsedAt.Time()))));

    private static async Task<Created<TokenCreated>> CreateAsync(
        TokenBody body, Caller caller, HttpContext context, ApiTokens tokens, AuditTrail audit, TimeProvider clock, CancellationToken cancel)
    {
        var created = await tokens.CreateAsync(body.Name, body.Role, caller.Id, cancel);
        await audit.NoteAsync(new(AuditAction.TokenCreated, caller, ClientAddress.Of(context), created.Id, body.Role.ToString()), cancel);
        return TypedResults.Created($"/api/v1/tokens/{created.Id}", new TokenCreated(created.Id, body.Name.Trim(), body.Role, clock.GetUtcNow(), null, created.Text));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string id, Caller caller, HttpContext context, ApiTokens tokens, AuditTrail audit, LiveConnections live, CancellationToken cancel)
    {
        if (!await tokens.RevokeAsync(id, cancel))
            return Problems.NotFound("token", id);
        await audit.NoteAsync(new(AuditAction.TokenRevoked, caller, ClientAddress.Of(context), id), cancel);
        await live.CheckAsync(cancel);
        return TypedResults.NoContent();
    }
}

internal sealed record TokenShown(string Id, string Name, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

internal sealed record TokenCreated(string Id, string Name, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, string Token);

internal sealed record TokenBody : IBody
{
    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    public required Role Role { get; init; }
}
