namespace Inbox.Threads;

/// <summary>Replays what staff did with a conversation between the messages that arrived: whether it is closed or snoozed now.</summary>
internal static class Handling
{
    public static (long? ClosedAt, long? SnoozedUntil) Of(ConversationFacts facts)
    {
        long? closed = null, snoozed = null;
        var acts = facts.Acts.Where(a => a.UndoneAt is null && a.Kind is ActKinds.Close or ActKinds.Reopen or ActKinds.Snooze or ActKinds.Wake)
            .OrderBy(a => a.At).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        if (acts.Count == 0)
            return default;
        var arrivals = facts.Messages.Where(m => m.IsIn && m.IsHuman && m.DeletedAt is null).OrderBy(m => m.ArrivedAt).ToList();
        var next = 0;
        foreach (var act in acts)
        {
            for (; next < arrivals.Count && arrivals[next].ArrivedAt <= act.At; next++)
                Arrived(arrivals[next]);
            switch (act.Kind)
            {
                case ActKinds.Close:
                    (closed, snoozed) = (act.At, null);
                    break;
                case ActKinds.Snooze:
                    (closed, snoozed) = (null, Json.Read<ActData>(act.Data)?.Until);
                    break;
                default:
                    (closed, snoozed) = (null, null);
                    break;
            }
        }
        for (; next < arrivals.Count; next++)
            Arrived(arrivals[next]);
        return (closed, snoozed);

        void Arrived(MessageFacts m)
        {
            snoozed = null;
            if (m.Calls == Calls.Answer)
                closed = null;
        }
    }
}
