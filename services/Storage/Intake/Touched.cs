using System.Data.Common;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>
/// What staff changed on a platform since the account's follower last looked. A follower compares what a platform shows with what it saw before; where we changed something in between, and somebody
/// there changed it again or back, that comparison finds nothing.
/// </summary>
public sealed class Touched(Database database)
{
    /// <summary>Notes what was done; in the transaction that makes it known.</summary>
    public static Task NoteAsync(DbTransaction transaction, string accountId, string externalId, Standing standing, CancellationToken cancel) =>
        transaction.RunAsync(
            """
            insert into touched (account_id, external_id, state, touched_at)
            values (@accountId, @externalId, @state, @at)
            on conflict (account_id, external_id) do update
            set state = excluded.state, touched_at = excluded.touched_at
            """,
            new { accountId, externalId, state = standing.State.ToString(), at = standing.At.ToUnixTimeMilliseconds() }, cancel);

    /// <summary>What is to be looked at.</summary>
    public async Task<IReadOnlyList<Touch>> ListAsync(string accountId, CancellationToken cancel) =>
        [.. (await database.ListAsync<Row>(
            """
            select external_id as ExternalId, state, touched_at as TouchedAt
            from touched
            where account_id = @accountId
            order by touched_at, external_id
            """,
            new { accountId }, cancel)).Select(r => new Touch(r.ExternalId, new(Enum.Parse<ModerationState>(r.State), DateTimeOffset.FromUnixTimeMilliseconds(r.TouchedAt))))];

    /// <summary>It was looked at; what was touched again since then stays.</summary>
    public Task ForgetAsync(string accountId, IEnumerable<Touch> seen, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                foreach (var (externalId, standing) in seen)
                    await transaction.RunAsync(
                        "delete from touched where account_id = @accountId and external_id = @externalId and state = @state and touched_at = @at",
                        new { accountId, externalId, state = standing.State.ToString(), at = standing.At.ToUnixTimeMilliseconds() }, cancel);
            },
            cancel);

    private sealed record Row
    {
        public required string ExternalId { get; init; }

        public required string State { get; init; }

        public required long TouchedAt { get; init; }
    }
}

/// <summary>A message whose standing staff changed.</summary>
/// <param name="ExternalId">The platform's id of it.</param>
/// <param name="Standing">What they made of it, and when.</param>
public sealed record Touch(string ExternalId, Standing Standing);
