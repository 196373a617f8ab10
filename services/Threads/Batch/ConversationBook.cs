using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>The conversations that a batch touches: those that stand, and those it makes.</summary>
internal sealed class ConversationBook(DbTransaction transaction, Dialect dialect, TimeProvider clock)
{
    private readonly Dictionary<string, Talk> _known = [];
    private readonly Dictionary<(string Account, string Context), List<Talk>> _byContext = [];
    private readonly List<Talk> _fresh = [];

    /// <summary>The first of those that a conversation goes on from.</summary>
    public string Origin(string id)
    {
        while (_known.GetValueOrDefault(id)?.Continues is { } before && _known.ContainsKey(before))
            id = before;
        return id;
    }

    /// <summary>Conversations whose card must be derived anew.</summary>
    public HashSet<string> Touched { get; } = [];

    /// <summary>Loads conversations, and those that they are part of by now.</summary>
    public async Task LoadAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        for (var missing = Missing(ids); missing.Length > 0; missing = Missing([]))
            Keep(await transaction.ListAsync<Talk>($"{Talk.Select} where {dialect.In("id", "missing")}", new { missing }, cancel));

        string[] Missing(IEnumerable<string> wanted) => [.. wanted.Concat(_known.Values.Select(t => t.MergedInto).OfType<string>()).Where(id => !_known.ContainsKey(id)).Distinct()];
    }

    public void Keep(IEnumerable<Talk> rows)
    {
        foreach (var row in rows)
            if (_known.TryAdd(row.Id, row))
                Index(row);
    }

    public Talk this[string id] => _known[id];

    /// <summary>What a conversation is part of by now: itself, unless it was merged.</summary>
    public Talk Root(Talk talk)
    {
        while (talk.MergedInto is { } into)
            talk = _known[into];
        return talk;
    }

    public IEnumerable<Talk> All => _known.Values;

    /// <summary>Those of an account in one context, among the known ones.</summary>
    public IReadOnlyList<Talk> In(string account, string context) => _byContext.GetValueOrDefault((account, context)) ?? [];

    public Talk Make(Received first, string? context, string personId, string? continues = null)
    {
        var id = Id.New(clock);
        var made = new Talk
        {
            Id = id,
            AccountId = first.Event.AccountId,
            Channel = first.Event.Channel,
            Context = context ?? id,
            PersonId = personId,
            State = States.Open,
            Continues = continues,
            FirstMessageAt = first.Row.At,
            IsNew = true,
        };
        _known[id] = made;
        Index(made);
        _fresh.Add(made);
        return made;
    }

    private void Index(Talk talk)
    {
        if (_byContext.TryGetValue((talk.AccountId, talk.Context), out var same))
            same.Add(talk);
        else
            _byContext[(talk.AccountId, talk.Context)] = [talk];
    }

    /// <summary>A new conversation turned out to belong to another one before it was stored.</summary>
    public void Drop(string id) => _fresh.RemoveAll(f => f.Id == id);

    public void Put(Received received, Talk conversation)
    {
        received.Row.ConversationId = conversation.Id;
        received.Row.Version = conversation.Version + 1;
        Touched.Add(conversation.Id);
    }

    /// <summary>Stores new conversations as they will stand: what they are derived from came in this batch, so nothing need be read back.</summary>
    /// <param name="derive">What follows from a conversation's messages.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task SaveAsync(Func<Talk, Derived> derive, CancellationToken cancel)
    {
        var now = clock.Now();
        var made = _fresh.ConvertAll(c => (Talk: c, Card: derive(c)));
        await DerivedWriter.InsertAsync(transaction, made, now, cancel);
        await Rows.RunAsync(
            transaction,
            "insert into related (conversation_id, other_id, relation, created_at) values (@Id, @Other, 'previously', @Now) on conflict do nothing",
            _fresh.FindAll(f => f.Continues is not null), c => [("Id", c.Id), ("Other", c.Continues), ("Now", now)], cancel);
    }
}

/// <summary>A conversation as routing sees it.</summary>
internal sealed record Talk
{
    public const string Select = """
        select id, account_id as AccountId, channel, context, person_id as PersonId, state, continues, version, closed_at as ClosedAt, episode_end as EpisodeEnd,
          first_message_at as FirstMessageAt, merged_into as MergedInto
        from conversations
        """;

    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Channel { get; init; }
    public required string Context { get; init; }
    public required string PersonId { get; init; }
    public required string State { get; init; }
    public string? Continues { get; init; }
    public long Version { get; init; }
    public long? ClosedAt { get; init; }
    public long? EpisodeEnd { get; init; }
    public long? FirstMessageAt { get; init; }
    public string? MergedInto { get; init; }
    public bool IsNew { get; init; }

    /// <summary>Whether a message comes too long after this conversation was closed to go on with it. What calls for no answer never starts a new one.</summary>
    public bool IsOverFor(NewMessage message, AccountRules rules) =>
        State == States.Closed && ClosedAt is { } closed && message.Automatic is null && message.Calls == Calls.Answer
        && message.ArrivedAt > closed + (long)rules.ReopenWithin.TotalMilliseconds
        && !(EpisodeEnd is { } end && message.At - end <= rules.EpisodeGap.TotalMilliseconds);
}
