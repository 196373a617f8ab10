using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Makes suggestions for conversations and keeps what staff say as examples. The same conversation twice changes nothing.</summary>
internal sealed class SuggestionWriter(Database database, Examples examples, TimeProvider clock)
{
    /// <summary>The conversations whose suggestion is another one now.</summary>
    public async Task<IReadOnlyList<Suggestion>> RunAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        await examples.RefreshAsync(cancel);
        var facts = await SuggestionReader.FactsAsync(database, ids, cancel);
        // Outside of the transaction: on SQLite nobody else could write meanwhile.
        var judged = facts.Select(f => (Facts: f, Judged: Suggesting.Judge(f, examples.Model))).ToList();
        var gone = ids.Except(facts.Select(f => f.Id)).ToArray();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, "suggestions", cancel);
                var before = (await SuggestionReader.StandingAsync(transaction, database.Dialect, ids, cancel)).ToDictionary(s => s.ConversationId);
                if (gone.Length > 0)
                    await transaction.RunAsync($"delete from suggestions where {database.Dialect.In("conversation_id", "gone")}", new { gone }, cancel);
                await examples.SaveAsync(transaction, facts, gone, now, cancel);
                var made = judged.Where(j => !(before.GetValueOrDefault(j.Facts.Id) is { } b && b.Version > j.Facts.Version)).Select(j => Suggesting.Of(j.Facts, j.Judged, before.GetValueOrDefault(j.Facts.Id), now))
                    .Where(s => s != before.GetValueOrDefault(s.ConversationId)).ToList();
                foreach (var suggestion in made)
                    await SaveAsync(transaction, suggestion, cancel);
                return made.FindAll(s => before.GetValueOrDefault(s.ConversationId) is not { } b || s with { Version = 0, ReviewedAt = null } != b with { Version = 0, ReviewedAt = null });
            },
            cancel);
        return changed;
    }

    private static Task<int> SaveAsync(DbTransaction transaction, Suggestion suggestion, CancellationToken cancel) =>
        transaction.RunAsync(
            """
            insert into suggestions (conversation_id, account_id, version, nature, also, nature_source, nature_evidence, sentiment, sentiment_evidence, language, language_evidence, who, why,
              nature_given, who_given, why_given, reviewed_at, sent, sent_to, sent_for, sentiment_given, language_given)
            values (@ConversationId, @AccountId, @Version, @Nature, @Also, @NatureSource, @NatureEvidence, @Sentiment, @SentimentEvidence, @Language, @LanguageEvidence, @Who, @Why,
              @NatureGiven, @WhoGiven, @WhyGiven, @ReviewedAt, @Sent, @SentTo, @SentFor, @SentimentGiven, @LanguageGiven)
            on conflict (conversation_id) do update set account_id = excluded.account_id, version = excluded.version, nature = excluded.nature, also = excluded.also,
              nature_source = excluded.nature_source, nature_evidence = excluded.nature_evidence, sentiment = excluded.sentiment, sentiment_evidence = excluded.sentiment_evidence,
              language = excluded.language, language_evidence = excluded.language_evidence, who = excluded.who, why = excluded.why, nature_given = excluded.nature_given,
              who_given = excluded.who_given, why_given = excluded.why_given, reviewed_at = excluded.reviewed_at,
              sent = excluded.sent, sent_to = excluded.sent_to, sent_for = excluded.sent_for, sentiment_given = excluded.sentiment_given, language_given = excluded.language_given
            """,
            suggestion, cancel);
}
