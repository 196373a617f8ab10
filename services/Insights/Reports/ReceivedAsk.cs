namespace Inbox.Insights;

/// <summary>An ask with what it can be counted by.</summary>
internal sealed record ReceivedAsk
{
    private string? _conversationId;
    private Pack? _pack;
    private int _talk;
    private ulong _answer;

    public required string Id { get; set; }
    public required string ConversationId { get => _conversationId ??= _pack!.Ids[_talk]; set => _conversationId = value; }
    public required string AccountId { get; set; }
    public required string Channel { get; set; }
    public long AskedAt { get; set; }
    public long? AnsweredAt { get; set; }
    public long? DismissedAt { get; set; }
    public long? WithdrawnAt { get; set; }
    public bool First { get; set; }
    public string? AnsweredBy { get; set; }
    public string? AnswerId { get; set; }
    public string? Owner { get; set; }
    public string? Nature { get; set; }
    public long? WorkingMs { get; set; }
    public bool? InHours { get; set; }

    /// <summary>When its answer was or is due; null without a target.</summary>
    public long? DueAt { get; set; }

    /// <summary>The teams of its account.</summary>
    public IReadOnlyList<string> Teams { get; set; } = [];

    /// <summary>Of an ask without an answer: the working time until it ended or until now; null without working hours.</summary>
    public long? WaitedMs { get; set; }

    /// <summary>Which message answered it: the same for asks that one message answered.</summary>
    public ulong AnswerKey => _pack is null ? PackKey.Of(AnswerId ?? Id) : _answer;

    public bool IsAnswered => AnsweredAt is not null;

    public bool IsWaiting => AnsweredAt is null && DismissedAt is null && WithdrawnAt is null;

    /// <summary>How long it was watched: until its answer, else until it ended without one or until now.</summary>
    public Observation Watched(long now) => new(Math.Max(0, EndedBy(now) - AskedAt), IsAnswered);

    /// <summary>The same in working time; null where no working hours held.</summary>
    public Observation? Worked => (IsAnswered ? WorkingMs : WaitedMs) is { } ms ? new(ms, IsAnswered) : null;

    public long EndedBy(long now) => AnsweredAt ?? DismissedAt ?? WithdrawnAt ?? now;

    /// <summary>Becomes an ask of a pack: millions are looked at one after the other, and one record is enough for that.</summary>
    public void Become(Pack pack, int talk, in PackedAsk ask)
    {
        (_conversationId, _pack, _talk, _answer) = (null, pack, talk, ask.Answer);
        AskedAt = ask.AskedAt;
        AnsweredAt = When(ask.AnsweredAt);
        DismissedAt = When(ask.DismissedAt);
        WithdrawnAt = When(ask.WithdrawnAt);
        First = ask.First == 1;
        AnsweredBy = pack.Names[ask.AnsweredBy];
        Owner = pack.Names[ask.Owner];
        Nature = pack.Names[pack.Talks[talk].Nature];
        WorkingMs = When(ask.WorkingMs);
        DueAt = When(ask.DueAt);
        InHours = ask.InHours == 2 ? null : ask.InHours == 1;
        WaitedMs = null;
    }

    private static long? When(long at) => at == PackedAsk.Never ? null : at;
}
