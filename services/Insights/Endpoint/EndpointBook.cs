using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>What is to be sent, that it was, and what was said. It is noted before it leaves, so that nothing leaves that is not shown, and nothing twice.</summary>
internal sealed class EndpointBook(Database database, SuggestEndpoint endpoint)
{
    /// <summary>The text to send for a conversation; null where staff have spoken, nothing is left, or it was sent before.</summary>
    public async Task<string?> TextAsync(string id, CancellationToken cancel)
    {
        if (await SuggestionReader.FactsAsync(database, [id], cancel) is not [{ Nature: null, Text.Length: > 0 } facts]
            || await FindAsync(id, cancel) is not { } standing || SentMark.Look(standing.SentFor, facts.Text).Whole)
            return null;
        var sent = SentText.Of(facts.Text, await NamesAsync(id, cancel), standing.Language);
        var noted = await WriteAsync(
            "update suggestions set sent = @sent, sent_to = @Host, sent_for = @mark where conversation_id = @id and nature_given is null",
            new { id, sent, endpoint.Host, mark = SentMark.Of(facts.Text) }, cancel);
        return noted > 0 ? sent : null;
    }

    /// <summary>Keeps what was said, unless the text or what staff say is another one by now. True when it changes the suggestion.</summary>
    public async Task<bool> SaveAsync(string id, string sent, Finding nature, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } standing)
            return false;
        var also = string.Join(',', standing.Also.Split(',', StringSplitOptions.RemoveEmptyEntries).Append(standing.Nature).Where(n => n != nature.Value && n != Natures.Unknown).Distinct());
        return await WriteAsync(
            """
            update suggestions set nature = @Value, also = @also, nature_source = @Source, nature_evidence = @Evidence, why = case when why_given is null then @why else why end
            where conversation_id = @id and sent = @sent and nature_given is null
            """,
            new { id, sent, also, nature.Value, nature.Source, nature.Evidence, why = Suggesting.Why(nature.Value) }, cancel) > 0;
    }

    /// <summary>The suggestion that stands.</summary>
    public Task<Suggestion?> FindAsync(string id, CancellationToken cancel) => database.OneAsync<Suggestion>($"{Suggestion.Select} where conversation_id = @id", new { id }, cancel);

    /// <summary>After one another with the writer of suggestions, so that neither undoes the other's.</summary>
    private Task<int> WriteAsync(string sql, object values, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, "suggestions", cancel);
                return await transaction.RunAsync(sql, values, cancel);
            },
            cancel);

    private Task<List<string>> NamesAsync(string id, CancellationToken cancel) =>
        database.ListAsync<string>(
            """
            select p.name from conversations c join people p on p.id = c.person_id where c.id = @id and p.name is not null
            union select i.name from conversations c join identities i on i.person_id = c.person_id where c.id = @id and i.name is not null
            union select i.handle from conversations c join identities i on i.person_id = c.person_id where c.id = @id and i.handle is not null
            """,
            new { id }, cancel);
}
