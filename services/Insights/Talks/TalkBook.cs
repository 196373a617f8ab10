using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Reads talks with what was said in them from Threads' rows.</summary>
internal sealed class TalkBook(Database database, AccountBook book, TimeProvider clock)
{
    /// <summary>All that there is.</summary>
    public const string All = "1 = 1";

    /// <summary>Those with a message in the period.</summary>
    public const string Active = "c.last_message_at >= @From and c.first_message_at < @To";

    private static readonly TimeSpan Few = TimeSpan.FromDays(60);

    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Talks with persons, by their ids.</summary>
    /// <param name="scope">Whose, and the period that conditions mean.</param>
    /// <param name="condition">Which conversations <c>c</c>.</param>
    /// <param name="withWords">Whether words are counted, which reads them.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyDictionary<string, Talk>> ReadAsync(ReportScope scope, string condition, bool withWords, CancellationToken cancel)
    {
        var which = new TalkWhich(condition, scope.Accounts, condition != Active || scope.Period.To - scope.Period.From > Few) { From = scope.Period.Start, To = scope.Period.End, WithWords = withWords };
        var talks = (await database.ReadAsync(t => TalkRows.ReadAsync(t, database.Dialect, which, cancel), cancel)).Where(t => t.IsWithPerson).ToDictionary(t => t.Id);
        var gaps = await book.GapsAsync(scope.Accounts, cancel);
        foreach (var talk in talks.Values)
        {
            talk.Gap = gaps[talk.AccountId];
            talk.Said.RemoveAll(s => s.IsOnlySent);
        }
        return talks;
    }
}
