using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>One batch in its transaction.</summary>
internal sealed class Batch(
    DbTransaction transaction, Dialect dialect, TimeProvider clock, IReadOnlyDictionary<string, AccountRules> rules, MailTokens tokens, CancellationToken cancel)
{
    private readonly ConversationBook _book = new(transaction, dialect, clock);
    private readonly IdentityBook _identities = new(dialect, clock);
    private readonly List<Received> _received = [];
    private readonly HashSet<string> _joined = [];
    private readonly BatchChanges _changes = new();

    /// <summary>Conversations that stood before, or were changed once more: to read and derive anew.</summary>
    public IReadOnlyCollection<string> Touched => [.. _book.Touched.Where(id => !_book[id].IsNew || _joined.Contains(id)).Union(_changes.Conversations)];

    /// <summary>Takes up messages that are new.</summary>
    public async Task ReceiveAsync(IReadOnlyList<Received> received)
    {
        _received.AddRange(received);
        await new Echoes(transaction, dialect, clock, tokens, _changes).AbsorbAsync(_received, cancel);
        if (_received.Count == 0)
            return;
        await _identities.NameAsync(transaction, _received, cancel);
        var channels = new ChannelRouting(transaction, dialect, _book, _identities);
        await channels.RouteAsync([.. _received.Where(r => r.Event.Mail is null)], rules, cancel);
        var joined = channels.Found;
        var nodes = new List<MailNode>();
        await MailCampaigns.NameAsync(transaction, dialect, [.. _received.Where(r => r.Event.Mail is not null)], cancel);
        foreach (var account in _received.Where(r => r.Event.Mail is not null).GroupBy(r => r.Event.AccountId))
        {
            var mail = new MailRouting(transaction, dialect, clock, _book, _identities, tokens, account.Key, rules[account.Key]);
            await mail.RouteAsync([.. account], cancel);
            joined.AddRange(mail.Joined);
            nodes.AddRange(mail.Nodes);
        }
        await SaveAsync(nodes, joined);
    }

    /// <summary>Edits, deletions, who sees a message, and what became of replies.</summary>
    public Task ChangeAsync(IChannelEvent e) => e switch
    {
        MessageEdited edited => Edits.ApplyAsync(transaction, dialect, edited, _changes, cancel),
        MessageDeleted deleted => Standings.ApplyAsync(transaction, deleted, _changes, cancel),
        MessageModerated moderated => Standings.ApplyAsync(transaction, moderated.AccountId, moderated.TargetExternalId, moderated.Standing, _changes, cancel),
        MessageReceived { Standing: { } standing, ExternalId: { } id } received => Standings.ApplyAsync(transaction, received.AccountId, id, standing, _changes, cancel),
        DeliveryFailed failed => Edits.ApplyAsync(transaction, dialect, failed, _changes, cancel),
        ReplyReported reported => Reports.ApplyAsync(transaction, dialect, clock, reported, _changes, cancel),
        _ => Task.CompletedTask,
    };

    /// <summary>What was seen of posts and articles, or told about them by messages; after what came in is stored.</summary>
    public Task LookAsync(IEnumerable<IChannelEvent> events) => Contents.SaveAsync(
        transaction, dialect, [.. events.Select(Look.Of).Concat(_received.Select(r => Look.Of(r.Event, r.Row))).OfType<Look>()], _book.Touched, _changes, cancel);

    /// <summary>What platforms said when they were asked who somebody is.</summary>
    public async Task NameAsync(IEnumerable<PersonSeen> seen)
    {
        foreach (var person in await _identities.SeenAsync(transaction, [.. seen], cancel))
            await NewName.ShowAsync(transaction, dialect, person, _changes, cancel);
    }

    /// <summary>Those that became no message of their own; and those whose files an edit replaced that came before them.</summary>
    public IReadOnlyList<IChannelEvent> Beside(IReadOnlyList<IChannelEvent> events)
    {
        var made = _received.Where(r => r.Row.EditedAt is null || r.Event.Body.Attachments is not { Count: > 0 }).Select(r => r.Event.EventId).ToHashSet();
        return made.Count == events.Count ? [] : [.. events.Where(e => !made.Contains(e.EventId))];
    }

    /// <summary>All that changed: what was derived anew and what was made, each with its messages and replies.</summary>
    public IReadOnlyList<Changed> Complete(IReadOnlyList<Changed> derived)
    {
        var anew = Touched.ToHashSet();
        var saved = derived.Concat(_book.Touched.Where(id => !anew.Contains(id)).Select(id => new Changed(id, _book[id].AccountId, 1)));
        var messages = _received.Select(r => (Conversation: r.Row.ConversationId, r.Row.Id)).Concat(_changes.Messages).ToLookup(m => m.Conversation, m => m.Id);
        return [.. saved.Select(c => c with { MessageIds = [.. messages[c.Id].Distinct()], Replies = [.. _changes.Replies.Where(r => r.Conversation == c.Id).Select(r => r.Reply)] }), .. _changes.Renamed, .. _changes.Gone];
    }

    private async Task SaveAsync(List<MailNode> nodes, List<(string From, string To)> joined)
    {
        await Edits.EarlyAsync(transaction, dialect, _received, cancel);
        var rows = _received.ToLookup(r => r.Row.ConversationId);
        await _book.SaveAsync(talk => Derived.From(new(talk.Id, talk.AccountId, [.. rows[talk.Id].Select(r => r.Row.Facts(_identities.PersonOf(r)))], [], rules[talk.AccountId])), cancel);
        foreach (var (from, to) in joined)
            await JoinAsync(from, to);
        await NewMessage.SaveAsync(transaction, dialect, [.. _received.Select(r => r.Row)], cancel);
        await MailWriter.SaveAsync(transaction, [.. _received.Where(r => r.Event.Mail is not null)], nodes.ToDictionary(n => n.Id), rules, cancel);
        await MailCampaigns.AnsweredAsync(transaction, _received, _changes, cancel);
        await UnderAsync();
        await Bounces.ApplyAsync(transaction, dialect, _received, nodes.ToDictionary(n => n.Id), _changes, cancel);
    }

    /// <summary>What came before the message that it answers shows that message from now on.</summary>
    private async Task UnderAsync()
    {
        foreach (var account in _received.Where(r => r.Event.Mail is null && r.Row.ExternalId is not null).GroupBy(r => r.Event.AccountId))
            foreach (var (id, conversation) in await transaction.ListAsync<(string Id, string Conversation)>(
                Under(dialect), new { account = account.Key, ids = account.Select(r => r.Row.ExternalId!).ToArray() }, cancel))
                if (account.All(r => r.Row.Id != id && r.Row.ConversationId != conversation))
                    _changes.Message(conversation, id);
    }

    /// <summary>As with <see cref="Known.Keys"/>: that an id is there follows, and must not be said.</summary>
    internal static string Under(Dialect dialect) =>
        $"select id, conversation_id from messages where account_id = @account and {dialect.In("parent_external_id", "ids")} and message_id is null";

    /// <summary>A mail or a message that came late made one conversation of two.</summary>
    private async Task JoinAsync(string from, string to)
    {
        _book.Touched.Remove(from);
        _book.Touched.Add(to);
        _joined.Add(to);
        var gone = _book[from];
        var (data, version) = await ConversationMove.MergeAsync(transaction, clock, null, from, to, cancel);
        await transaction.RunAsync(
            "insert into acts (id, conversation_id, kind, at, data) values (@id, @to, @kind, @now, @data)",
            new { id = Id.New(clock), to, kind = ActKinds.Merge, now = clock.Now(), data = Json.Write(data) }, cancel);
        foreach (var r in _received.Where(r => r.Row.ConversationId == from))
            _book.Put(r, _book[to]);
        _changes.Gone.Add(new(from, gone.AccountId, version));
    }
}

/// <summary>What a batch changed besides new messages.</summary>
internal sealed class BatchChanges
{
    public HashSet<string> Conversations { get; } = [];
    public List<(string Conversation, string Id)> Messages { get; } = [];
    public List<(string Conversation, ReplyChanged Reply)> Replies { get; } = [];
    public List<Changed> Gone { get; } = [];

    /// <summary>Those whose content or person is called otherwise now; nothing else of them changed.</summary>
    public List<Changed> Renamed { get; } = [];

    public void Message(string conversation, string id)
    {
        Conversations.Add(conversation);
        Messages.Add((conversation, id));
    }

    public void Reply(ReplyRow reply, ReplyState state, string? error)
    {
        Message(reply.ConversationId, reply.Id);
        if (reply.Answers is { } open)
            Conversations.Add(open);
        if (reply.ClientId is { } client)
            Replies.Add((reply.ConversationId, new(client, state, error)));
    }
}
