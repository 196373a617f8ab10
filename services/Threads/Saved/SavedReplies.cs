using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>The texts that staff keep to answer with, for the whole installation.</summary>
public sealed class SavedReplies(Database database, TimeProvider clock)
{
    /// <summary>How many there may be: more are not found any more.</summary>
    public const int Most = 1000;

    /// <summary>All, by name.</summary>
    public Task<List<SavedReply>> ListAsync(CancellationToken cancel) => database.ListAsync<SavedReply>($"{SavedReply.Select} order by lower(name), id", null, cancel);

    /// <summary>One; null when there is none.</summary>
    public Task<SavedReply?> FindAsync(string id, CancellationToken cancel) => database.OneAsync<SavedReply?>($"{SavedReply.Select} where id = @id", new { id }, cancel);

    /// <summary>How often each was sent, of messages that went out through these accounts; counted from the messages themselves.</summary>
    /// <param name="accounts">The accounts; null for all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyDictionary<string, SavedUse>> UsesAsync(IReadOnlyList<string>? accounts, CancellationToken cancel)
    {
        // Mostly one id a message, so the groups are few.
        var rows = await database.ListAsync<(string Ids, long Count, long Last)>(
            $"""
            select saved_ids, count(*), max(at)
            from messages
            where saved_ids is not null and state <> 'failed'{(accounts is null ? "" : $" and {database.Dialect.In("account_id", "accounts")}")}
            group by saved_ids
            """,
            new { accounts = accounts?.ToArray() ?? [] }, cancel);
        return rows.SelectMany(r => r.Ids.Split(' ').Select(id => (Id: id, r.Count, r.Last))).GroupBy(r => r.Id).ToDictionary(g => g.Key, g => new SavedUse(g.Sum(r => r.Count), g.Max(r => r.Last)));
    }

    /// <summary>Writes one down, or another text in its place.</summary>
    /// <param name="id">Which one it takes the place of; null for a new one.</param>
    /// <param name="saved">What it says.</param>
    /// <param name="by">The member of staff.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>The saved reply; else the field that is wrong, and why. Nothing of it when there is none to replace.</returns>
    public async Task<(SavedReply? Saved, string Field, string Problem)> SaveAsync(string? id, NewSavedReply saved, string by, CancellationToken cancel)
    {
        var (name, text, shortcut) = (Clean.Text(saved.Name).Trim(), Clean.Text(saved.Text).Trim(), Clean.Line(saved.Shortcut)?.Trim().TrimStart('/'));
        if (name.Length == 0)
            return (null, "name", "A saved reply has a name.");
        if (text.Length == 0)
            return (null, "text", "A saved reply has a text.");
        if (Placeholders.UnknownIn(text) is { } unknown)
            return (null, "text", $"There is no placeholder {unknown}; known are {string.Join(", ", Placeholders.All)}.");
        if (shortcut?.Any(char.IsWhiteSpace) == true)
            return (null, "shortcut", "A shortcut is one word.");
        var row = new
        {
            Id = id ?? Id.New(clock), name, text, shortcut = string.IsNullOrEmpty(shortcut) ? null : shortcut, language = string.IsNullOrWhiteSpace(saved.Language) ? null : saved.Language.Trim().ToLowerInvariant(),
            accounts = Json.Write(saved.Accounts.Distinct()), teams = Json.Write(saved.Teams.Distinct()), now = clock.Now(), by, Most,
        };
        var written = await database.WriteAsync(
            transaction => transaction.RunAsync(
                id is null
                    ? """
                      insert into saved_replies (id, name, text, shortcut, language, accounts, teams, created_at, created_by, changed_at)
                      select @Id, @name, @text, @shortcut, @language, @accounts, @teams, @now, @by, @now
                      where (select count(*) from saved_replies) < @Most
                      """
                    : """
                      update saved_replies
                      set name = @name, text = @text, shortcut = @shortcut, language = @language, accounts = @accounts, teams = @teams, changed_at = @now
                      where id = @Id
                      """,
                row, cancel),
            cancel);
        if (written > 0)
            return (await FindAsync(row.Id, cancel), "", "");
        return id is null ? (null, "name", $"There are {Most} saved replies. Remove one first.") : (null, "", "");
    }

    /// <summary>Removes one; what was sent with it stays as it is. False when there is none.</summary>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.RunAsync("delete from saved_replies where id = @id", new { id }, cancel), cancel) > 0;
}
