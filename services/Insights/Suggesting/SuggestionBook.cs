using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Reads what is suggested.</summary>
public sealed class SuggestionBook
{
    private readonly Database _database;

    internal SuggestionBook(Database database) => _database = database;

    /// <summary>The suggestions for some conversations; those that have none yet are not there.</summary>
    public async Task<IReadOnlyDictionary<string, Suggestion>> OfAsync(IReadOnlyCollection<string> conversations, CancellationToken cancel) =>
        conversations.Count == 0
            ? new Dictionary<string, Suggestion>()
            : (await _database.ListAsync<Suggestion>($"{Suggestion.Select} where {_database.Dialect.In("conversation_id", "ids")}", new { ids = conversations.ToArray() }, cancel)).ToDictionary(s => s.ConversationId);
}
