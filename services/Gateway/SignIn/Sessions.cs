using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Who is signed in. A session ends 12 hours after its last use, 30 days after sign-in, or at once when its member signs out, is disabled or changes password.</summary>
public sealed class Sessions(Database database, TimeProvider clock)
{
    internal static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const string Live = """
        select s.id as CredentialId, s.seen_at as SeenAt, m.id, m.name, m.role
        from sessions s
        join staff m on m.id = s.staff_id
        where s.seen_at > @Idle and s.created_at > @Oldest and m.disabled_at is null
        """;

    /// <summary>Starts a session; the secret for its cookie.</summary>
    internal async Task<string> StartAsync(string staffId, string address, CancellationToken cancel)
    {
        var secret = Secret.New();
        await database.WriteAsync(
            async transaction =>
            {
                await transaction.RunAsync("delete from sessions where seen_at <= @Idle or created_at <= @Oldest", Limits, cancel);
                await transaction.RunAsync(
                    "insert into sessions (id, staff_id, created_at, seen_at, address) values (@id, @staffId, @at, @at, @address)",
                    new { id = Secret.Hash(secret), staffId, at = Now, address }, cancel);
            },
            cancel);
        return secret;
    }

    /// <summary>The caller behind a cookie, or null. Its use is noted at most once a minute.</summary>
    internal async Task<Caller?> FindAsync(string secret, CancellationToken cancel)
    {
        if (Secret.Hash(secret) is not { } id)
            return null;
        var row = await database.OneAsync<SessionRow>($"{Live} and s.id = @id", new { id, Limits.Idle, Limits.Oldest }, cancel);
        if (row is null)
            return null;
        if (Now - row.SeenAt > 60_000)
            await database.WriteAsync(transaction => transaction.RunAsync("update sessions set seen_at = @at where id = @id", new { id, at = Now }, cancel), cancel);
        return row.ToCaller();
    }

    internal Task EndAsync(string id, CancellationToken cancel) =>
        database.WriteAsync(transaction => transaction.RunAsync("delete from sessions where id = @id", new { id }, cancel), cancel);

    /// <summary>Which of these callers are still who they were, with the role they have now. For connections that stay open between requests.</summary>
    internal async Task<IReadOnlyDictionary<string, Caller>> StillHereAsync(IReadOnlyCollection<string> credentialIds, CancellationToken cancel)
    {
        var ids = credentialIds.ToArray();
        var sessions = await database.ListAsync<SessionRow>(
            $"{Live} and {database.Dialect.In("s.id", "ids")}", new { ids, Limits.Idle, Limits.Oldest }, cancel);
        var tokens = await database.ListAsync<TokenRow>(
            $"select {TokenRow.Columns} from tokens where revoked_at is null and {database.Dialect.In("id", "ids")}", new { ids }, cancel);
        return sessions.Select(s => s.ToCaller())
            .Concat(tokens.Select(t => new Caller(t.Id, t.Name, Enum.Parse<Role>(t.Role), Credential.Token, t.Id)))
            .ToDictionary(c => c.CredentialId);
    }

    private SessionLimits Limits => new(Now - (long)Idle.TotalMilliseconds, Now - (long)Longest.TotalMilliseconds);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record SessionLimits(long Idle, long Oldest);

    private sealed record SessionRow
    {
        public required string CredentialId { get; init; }
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Role { get; init; }
        public long SeenAt { get; init; }

        public Caller ToCaller() => new(Id, Name, Enum.Parse<Role>(Role), Credential.Session, CredentialId);
    }
}
