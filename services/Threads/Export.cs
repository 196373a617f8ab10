using System.Runtime.CompilerServices;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>A conversation with its clocks and all its messages.</summary>
public sealed record ExportedConversation(ConversationView Conversation, PersonView? Person, IReadOnlyList<MessageView> Messages);

/// <summary>Everything, one conversation after the other, in the order of their making.</summary>
public sealed class Export(Database database, Conversations conversations, Messages messages, People people)
{
    private const int Page = 200;

    public async IAsyncEnumerable<ExportedConversation> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var after = "";
        while (await database.ListAsync<string>(
            "select id from conversations where merged_into is null and id > @after order by id limit @Page", new { after, Page }, cancel) is { Count: > 0 } ids)
        {
            foreach (var id in ids)
                if (await conversations.FindAsync(id, null, cancel) is { } conversation)
                    yield return new(conversation, await people.FindAsync(conversation.Card.Person.Id, cancel), await AllAsync(id, cancel));
            after = ids[^1];
        }
    }

    /// <summary>All messages of one conversation, oldest first.</summary>
    private async Task<List<MessageView>> AllAsync(string id, CancellationToken cancel)
    {
        var all = new List<MessageView>();
        string? before = null;
        do
        {
            var page = await messages.ListAsync(id, before, 200, cancel);
            all.InsertRange(0, page.Items);
            before = page.Next;
        }
        while (before is not null);
        return all;
    }
}
