namespace Inbox.Threads;

/// <summary>
/// What had been said and done in the other part when a conversation was split. It is written down with the split, and goes on counting for the asks of this
/// part: a split keeps every ask's own times (definitions.md).
/// </summary>
/// <param name="Answers">What our side had written there.</param>
/// <param name="Acts">What staff had done that asks depend on.</param>
internal sealed record Heard(IReadOnlyList<HeardAnswer> Answers, IReadOnlyList<ActRow> Acts)
{
    private static readonly string[] Kinds = [ActKinds.Assign, ActKinds.Dismiss, ActKinds.Undismiss, ActKinds.Close, ActKinds.Reopen, ActKinds.Priority];

    /// <summary>What one part leaves to the other.</summary>
    public static Heard Of(IEnumerable<MessageFacts> left, IEnumerable<ActRow> acts) => new(
        [.. left.Where(m => m is { IsIn: false, IsHuman: true, State: not "failed" }).Select(m => new HeardAnswer(m.Id, m.At, m.ArrivedAt, m.StaffId))],
        [.. acts.Where(a => a.UndoneAt is null && Kinds.Contains(a.Kind))]);

    public bool IsEmpty => Answers.Count == 0 && Acts.Count == 0;

    /// <summary>A conversation with what it heard. What has come back since is its own again, and counts as it stands now.</summary>
    public static ConversationFacts With(ConversationFacts facts)
    {
        var heard = facts.Acts.Where(a => a is { Kind: ActKinds.Heard, UndoneAt: null }).Select(a => Json.Read<ActData>(a.Data)?.Heard).OfType<Heard>().ToList();
        return heard.Count == 0 ? facts : facts with
        {
            Messages = [.. facts.Messages, .. heard.SelectMany(h => h.Answers).Select(a => a.AsMessage(facts.Id)).ExceptBy(facts.Messages.Select(m => m.Id), m => m.Id)],
            Acts = [.. facts.Acts, .. heard.SelectMany(h => h.Acts).ExceptBy(facts.Acts.Select(a => a.Id), a => a.Id)],
        };
    }
}

/// <summary>An answer in the other part.</summary>
internal sealed record HeardAnswer(string Id, long At, long ArrivedAt, string? StaffId)
{
    public MessageFacts AsMessage(string conversationId) => new()
    {
        Id = Id, ConversationId = conversationId, Kind = "message", Direction = "out", Visibility = "", At = At, ArrivedAt = ArrivedAt, StaffId = StaffId, Calls = Calls.Answer, Preview = "",
    };
}
