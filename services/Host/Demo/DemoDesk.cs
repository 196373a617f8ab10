using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Host;

/// <summary>What staff do with conversations, by the commands that the page uses.</summary>
internal sealed record DemoDesk(Conversations Conversations, Assign Assign, Close Close, Snooze Snooze, Tags Tags, PostNote PostNote, PostReply PostReply, SetContext SetContext)
{
    /// <summary>A person's conversation, about something where that tells it from others, or null.</summary>
    public async Task<Card?> FindAsync(Account account, DemoPerson person, string? subject, CancellationToken cancel) =>
        (await Conversations.ListAsync(new() { Account = account.Id, Limit = 200 }, cancel)).Items
            .FirstOrDefault(c => c.Person.Name == person.Name && (subject is null || c.Subject == subject));

    /// <summary>All conversations.</summary>
    public async Task<IReadOnlyList<Card>> AllAsync(CancellationToken cancel)
    {
        var all = new List<Card>();
        for (string? cursor = null; ;)
        {
            var page = await Conversations.ListAsync(new() { Cursor = cursor, Limit = 200 }, cancel);
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null)
                return all;
        }
    }

    /// <summary>Does what the script says staff did.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="act">closed, context, held, tag, note, snoozed or privately.</param>
    /// <param name="how">The outcome; who, why and of what nature; the holder, the tag, who notes or answers what, or how long.</param>
    /// <param name="staff">The staff's ids by first name.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Stops.</param>
    public Task ActAsync(string id, string act, string how, IReadOnlyDictionary<string, string> staff, DateTimeOffset now, CancellationToken cancel)
    {
        var (first, rest) = how.Split(' ', 2) is [var a, var b] ? (a, b) : (how, "");
        var someone = staff.Values.First();
        return act switch
        {
            "closed" => Close.RunAsync(id, someone, how.Length > 0 ? how : null, cancel),
            "context" when how.Split(' ') is [var who, var why, var nature] => SetContext.RunAsync(id, someone, new(who, why, nature, null), cancel),
            "held" => Assign.RunAsync(id, staff[first], staff[first], cancel),
            "tag" => Tags.AddAsync(id, someone, how, cancel),
            "note" => PostNote.RunAsync(id, staff[first], DemoStaff.Named(first).Name, null, rest, cancel),
            "snoozed" => Snooze.RunAsync(id, someone, now + DemoScript.Span(how), cancel),
            "privately" => PostReply.RunAsync(new(id, staff[first], DemoStaff.Named(first).Name, $"demo {id}", rest, null, true, []), cancel),
            _ => throw new InvalidDataException($"'{act}' in the demo's letters is nothing that staff do."),
        };
    }
}
