namespace Inbox.Threads;

/// <summary>Finds the asks of a conversation and how each ended. A pure function of messages, acts and rules: any order of arrival gives the same.</summary>
internal static class ResponseClock
{
    public static IReadOnlyList<AskRow> Asks(ConversationFacts facts)
    {
        facts = Heard.With(facts);
        var turns = Turns(facts);
        return [.. turns.Select(t => Row(t, facts))];
    }

    /// <summary>The person's turns that need an answer, in their order.</summary>
    private static List<Turn> Turns(ConversationFacts facts)
    {
        var closings = Dismissals.Of(facts.Acts);
        var strands = Strands.Of(facts.Acts);
        var turns = new List<Turn>();
        var parts = new List<Part>();
        foreach (var m in facts.Messages.Where(m => m.IsHuman && m.State != "failed").OrderBy(m => m.At).ThenBy(m => m.Id, StringComparer.Ordinal))
        {
            var name = strands.PartOf(m);
            if (!parts.Exists(p => p.Name == name))
                parts.Add(new(name));
            var heard = parts.FindAll(p => strands.AreOne(name, p.Name, m.ArrivedAt));
            if (heard.Max(p => p.Last) is { } before && m.At - before > facts.Rules.EpisodeGap.TotalMilliseconds && !turns.Exists(t => heard.Contains(t.Part) && t.IsOpenAt(m.At)))
                heard.ForEach(p => (p.BeginsEpisode, p.Current) = (true, null));
            heard.ForEach(p => p.Last = m.At);
            if (!m.IsIn)
                foreach (var t in turns.FindAll(t => heard.Contains(t.Part) && t.IsOpenAt(m.At)))
                    t.Answer = m;
            if (!m.IsIn || m.Calls == Calls.Thanks)
            {
                heard.ForEach(p => p.Current = null);
            }
            else if (m.Calls == Calls.Answer)
            {
                var turn = heard.Select(p => p.Current).OfType<Turn>().MaxBy(t => t.AskedAt);
                if (turn is null || turn.IsOverFor(m))
                    turns.Add(turn = new Turn(heard.Find(p => p.Name == name)!, heard.TrueForAll(p => p.BeginsEpisode), closings));
                turn.Messages.Add(m);
                heard.ForEach(p => (p.BeginsEpisode, p.Current) = (false, turn));
            }
        }
        return turns;
    }

    private static AskRow Row(Turn turn, ConversationFacts facts)
    {
        var end = turn.End;
        var work = turn.Answer is { } a && end.Answered is not null && facts.Rules.Schedule is { } s ? s.Between(turn.AskedAt, a.At) : null;
        return new()
        {
            Id = turn.Messages[0].Id,
            ConversationId = facts.Id,
            AccountId = facts.AccountId,
            AskedAt = turn.AskedAt,
            AnsweredAt = end.Answered,
            DismissedAt = end.Dismissed,
            WithdrawnAt = end.Withdrawn,
            First = turn.First,
            AnsweredBy = end.Answered is null ? null : turn.Answer!.StaffId,
            AnswerId = end.Answered is null ? null : turn.Answer!.Id,
            Owner = Holder(facts.Acts, end.Any ?? long.MaxValue),
            WorkingMs = work?.WorkingMs,
            InHours = work?.InHours,
            DueAt = facts.Rules.Targets?.Of(turn.AskedAt, turn.First, end.Any, Priorities.At(facts.Acts, end.Any ?? long.MaxValue), facts.Rules.Schedule)?.DueAt,
        };
    }

    /// <summary>Who held the conversation at a time.</summary>
    private static string? Holder(IReadOnlyList<ActRow> acts, long at) =>
        acts.Where(a => a.Kind == ActKinds.Assign && a.UndoneAt is null && a.At <= at).OrderBy(a => a.At).ThenBy(a => a.Id, StringComparer.Ordinal)
            .Select(a => Json.Read<ActData>(a.Data)?.Staff).LastOrDefault();

    /// <summary>How far one part of the conversation has come.</summary>
    private sealed class Part(string name)
    {
        public string Name => name;
        public Turn? Current { get; set; }
        public long? Last { get; set; }
        public bool BeginsEpisode { get; set; } = true;
    }

    private sealed class Turn(Part part, bool first, Dismissals dismissals)
    {
        public Part Part => part;
        public bool First => first;
        public List<MessageFacts> Messages { get; } = [];
        public MessageFacts? Answer { get; set; }
        public long AskedAt => (Messages.Find(m => m.DeletedAt is null) ?? Messages[0]).At;

        public bool IsOpenAt(long at) => (Answer is null || Answer.At > at) && !(Dismissed <= at) && !(Withdrawn <= at);

        /// <summary>Whether a later message asks anew: staff had ended this ask before it was there, or the person had taken it back.</summary>
        public bool IsOverFor(MessageFacts m) =>
            Withdrawn <= m.At || (dismissals.At([.. Messages, m]) is { } at && Messages.Exists(before => before.ArrivedAt > at != m.ArrivedAt > at));

        /// <summary>Whatever came first ended it.</summary>
        public (long? Answered, long? Dismissed, long? Withdrawn, long? Any) End
        {
            get
            {
                var any = new[] { Answer?.At, Dismissed, Withdrawn }.Min();
                return any is null ? default
                    : any == Answer?.At ? (any, null, null, any)
                    : any == Dismissed ? (null, any, null, any)
                    : (null, null, any, any);
            }
        }

        private long? Dismissed => dismissals.At(Messages) is { } at ? Math.Max(at, Messages[0].At) : null;

        private long? Withdrawn => Messages.TrueForAll(m => m.DeletedAt is not null) ? Messages.Max(m => m.DeletedAt) : null;
    }
}
