using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Who reads the digest, and which ones went out.</summary>
internal sealed class DigestBook(Database database, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>A process that claimed one and said no more of it is gone by then; asking again sends nothing twice.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<string?> AccountAsync(CancellationToken cancel) =>
        database.OneAsync<string>("select d.account_id from digest_post d join accounts a on a.id = d.account_id where a.removed_at is null", null, cancel);

    public Task ChooseAsync(string? accountId, CancellationToken cancel) =>
        database.WriteAsync(
            async t =>
            {
                await t.RunAsync("delete from digest_post", null, cancel);
                return accountId is null ? 0 : await t.RunAsync("insert into digest_post (one, account_id) values (1, @accountId)", new { accountId }, cancel);
            },
            cancel);

    public Task<List<DigestReader>> ReadersAsync(CancellationToken cancel) =>
        database.ListAsync<DigestReader>(
            """
            select r.staff_id as StaffId, r.zone, r.since, s.name, s.email, s.role, s.language
            from digest_readers r
            join staff s on s.id = r.staff_id
            where s.disabled_at is null
            order by r.staff_id
            """,
            null, cancel);

    public Task<DigestReader?> ReaderAsync(string staffId, CancellationToken cancel) =>
        database.OneAsync<DigestReader?>(
            "select r.staff_id as StaffId, r.zone, r.since, s.name, s.email, s.role, s.language from digest_readers r join staff s on s.id = r.staff_id where r.staff_id = @staffId", new { staffId }, cancel);

    /// <summary>Begins to read it, in another zone from now on, or (null) stops.</summary>
    public Task ReadAsync(string staffId, string? zone, CancellationToken cancel) =>
        database.WriteAsync(
            t => zone is null
                ? t.RunAsync("delete from digest_readers where staff_id = @staffId", new { staffId }, cancel)
                : t.RunAsync(
                    "insert into digest_readers (staff_id, zone, since) values (@staffId, @zone, @Now) on conflict (staff_id) do update set zone = excluded.zone", new { staffId, zone, Now }, cancel),
            cancel);

    /// <summary>Whether this process is to send it: nobody has, or who began is gone, or it could not go out an hour ago.</summary>
    public async Task<bool> ClaimAsync(string staffId, string week, CancellationToken cancel) =>
        await database.WriteAsync(
            t => t.OneAsync<int?>(
                """
                insert into digests (staff_id, week, state, tries, at)
                values (@staffId, @week, 'claimed', 1, @Now)
                on conflict (staff_id, week) do update
                set state = 'claimed', tries = digests.tries + 1, at = excluded.at
                where digests.tries < @MostTries and (digests.state = 'claimed' and digests.at < @stale or digests.state = 'later' and digests.at < @hourAgo)
                returning tries
                """,
                new { staffId, week, Now, MostTries, stale = Now - (long)Patience.TotalMilliseconds, hourAgo = Now - 3_600_000 }, cancel),
            cancel) is not null;

    public Task EndAsync(string staffId, string week, NoticeEnded ended, CancellationToken cancel) =>
        database.WriteAsync(
            t => t.RunAsync(
                "update digests set state = @state, error = @Reason, at = @Now where staff_id = @staffId and week = @week", new { staffId, week, state = ended.State.ToString().ToLowerInvariant(), ended.Reason, Now }, cancel),
            cancel);

    public Task<DigestRow?> LastAsync(string staffId, CancellationToken cancel) =>
        database.OneAsync<DigestRow?>("select week, state, error, at from digests where staff_id = @staffId order by week desc limit 1", new { staffId }, cancel);
}

internal sealed record DigestReader
{
    public required string StaffId { get; init; }
    public required string Zone { get; init; }
    public long Since { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string Role { get; init; }
    public string? Language { get; init; }
}

internal sealed record DigestRow
{
    public required string Week { get; init; }
    public required string State { get; init; }
    public string? Error { get; init; }
    public long At { get; init; }
}
