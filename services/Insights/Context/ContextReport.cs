using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The report of what is known of conversations, and of how good suggestions are.</summary>
public sealed class ContextReport
{
    private readonly Database _database;

    internal ContextReport(Database database) => _database = database;

    /// <summary>By what its rows can be counted.</summary>
    public static IReadOnlyList<string> Groupings { get; } = [ReportScope.Everything, "account", "channel", "nature"];

    /// <summary>One row for each group, the largest first.</summary>
    public async Task<IReadOnlyList<ContextKnown>> RunAsync(ReportScope scope, CancellationToken cancel) => Of(await InAsync(scope, cancel), scope.GroupBy);

    /// <summary>The conversations that a row counts.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of((await InAsync(scope, cancel)).Where(c => key is null && scope.GroupBy == ReportScope.Everything || Key(c, scope.GroupBy) == key).Select(c => new Behind(c.Id, c.BeganAt)));

    internal static IReadOnlyList<ContextKnown> Of(IReadOnlyList<KnownOf> conversations, string groupBy) =>
        [.. conversations.GroupBy(c => Key(c, groupBy)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => ContextKnown.Of(g.Key, [.. g]))];

    private static string? Key(KnownOf c, string groupBy) => groupBy switch
    {
        "account" => c.AccountId,
        "channel" => c.Channel,
        "nature" => c.Nature,
        _ => null,
    };

    private Task<List<KnownOf>> InAsync(ReportScope scope, CancellationToken cancel) =>
        _database.ListAsync<KnownOf>(
            $"""
            select c.id, c.account_id as AccountId, c.channel, c.first_message_at as BeganAt, c.who, c.why, c.nature, c.topic, c.outcome,
              s.who as SuggestedWho, s.why as SuggestedWhy, s.nature as SuggestedNature
            from conversations c
            left join suggestions s on s.conversation_id = c.id
            where c.merged_into is null and {_database.Dialect.In("c.account_id", "accounts")} and c.first_message_at >= @From and c.first_message_at < @To
            """,
            new { accounts = scope.Accounts.ToArray(), From = scope.Period.From.ToUnixTimeMilliseconds(), To = scope.Period.To.ToUnixTimeMilliseconds() }, cancel);
}
