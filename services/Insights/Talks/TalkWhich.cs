using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Which conversations to read.</summary>
/// <param name="Condition">What holds of a conversation <c>c</c>.</param>
/// <param name="Accounts">Whose; null for all.</param>
/// <param name="IsMost">Whether that is most of what there is: then messages are read once from end to end, a tenth of the work of finding each conversation's.</param>
internal sealed record TalkWhich(string Condition, IReadOnlyCollection<string>? Accounts, bool IsMost)
{
    public long From { get; init; }
    public long To { get; init; }
    public IReadOnlyCollection<string> Ids { get; init; } = [];

    public object Values => new { accounts = (Accounts ?? []).ToArray(), From, To, ids = Ids.ToArray() };

    /// <summary>"c is one of them".</summary>
    public string Conversations(Dialect dialect) => $"c.merged_into is null and {Mine(dialect, "c")} and {Condition}";

    /// <summary>"what has a conversation_id may be theirs".</summary>
    public string Parts(Dialect dialect, string part) =>
        IsMost ? Mine(dialect, part) : $"{part}.conversation_id in (select c.id from conversations c where {Conversations(dialect)})";

    private string Mine(Dialect dialect, string table) => Accounts is null ? "1 = 1" : dialect.In($"{table}.account_id", "accounts");
}
