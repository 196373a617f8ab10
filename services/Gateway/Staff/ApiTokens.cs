using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Keys of programs that use the API. Shown once; stored hashed.</summary>
public sealed class ApiTokens(Database database, TimeProvider clock)
{
    private const string Prefix = "inbox_";

    /// <summary>Makes a token with a role of its own.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="role">What it may do; it belongs to no team, so accounts of teams are open to it only as admin.</param>
    /// <param name="createdBy">The administrator who made it, or null for the command line.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Its id and the text to send as <c>Authorization: Bearer</c>, never to be seen again.</returns>
    public async Task<CreatedToken> CreateAsync(string name, Role role, string? createdBy, CancellationToken cancel)
    {
        var (id, secret) = (Id.New(clock), Secret.New());
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                "insert into tokens (id, secret, name, role, created_by, created_at) values (@id, @hash, @name, @role, @createdBy, @at)",
                new { id, hash = Secret.Hash(secret), name = name.Trim(), role = role.ToString(), createdBy, at = Now }, cancel),
            cancel);
        return new(id, Prefix + secret);
    }

    internal Task<List<TokenRow>> ListAsync(CancellationToken cancel) =>
        database.ListAsync<TokenRow>($"select {TokenRow.Columns} from tokens where revoked_at is null order by id", null, cancel);

    internal async Task<bool> RevokeAsync(string id, CancellationToken cancel) =>
        await database.WriteAsync(
            transaction => transaction.RunAsync("update tokens set revoked_at = @at where id = @id and revoked_at is null", new { id, at = Now }, cancel), cancel) > 0;

    /// <summary>The caller behind a token, or null. Its use is noted at most once a minute.</summary>
    internal async Task<Caller?> FindAsync(string text, CancellationToken cancel)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || Secret.Hash(text[Prefix.Length..]) is not { } hash)
            return null;
        var row = await database.OneAsync<TokenRow>($"select {TokenRow.Columns} from tokens where secret = @hash and revoked_at is null", new { hash }, cancel);
        if (row is null)
            return null;
        if (row.UsedAt is null || Now - row.UsedAt > 60_000)
            await database.WriteAsync(transaction => transaction.RunAsync("update tokens set used_at = @at where id = @Id", new { row.Id, at = Now }, cancel), cancel);
        return new(row.Id, row.Name, Enum.Parse<Role>(row.Role), Credential.Token, row.Id);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>A new token.</summary>
/// <param name="Id">Its id, to revoke it by.</param>
/// <param name="Text">The token itself.</param>
public sealed record CreatedToken(string Id, string Text);

internal sealed record TokenRow
{
    public const string Columns = "id, name, role, created_at as CreatedAt, used_at as UsedAt";

    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public long CreatedAt { get; init; }
    public long? UsedAt { get; init; }
}
