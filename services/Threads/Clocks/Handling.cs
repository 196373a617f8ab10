namespace Inbox.Threads;

/// <summary>Replays what staff did with a conversation between the messages that arrived: whether it is closed or snoozed now.</summary>
internal static class Handling
{
    private const long Hour = 3600 * 1000L;

    /// <summary>How often within an hour the same words reopen what staff closed: a machine that does not say it is one goes on for ever. More of them wait until the hour is over.</summary>
    private const int MostReopened = 3;

    public static (long? ClosedAt, long? SnoozedUntil) Of(ConversationFacts facts)
    {
        long? closed = null, snoozed = null;
        var acts = facts.Acts.Where(a => a.UndoneAt is null && a.Kind is ActKinds.Close or ActKinds.Reopen or ActKinds.Snooze or ActKinds.Wake)
            .OrderBy(a => a.At).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        if (acts.Count == 0)
            return default;
        var arrivals = facts.Messages.Where(m => m.IsIn && m.IsHuman && m.DeletedAt is null).OrderBy(m => m.ArrivedAt).ToList();
        var next = 0;
        var reopened = new Queue<long>();
        var isHeld = false;
        MessageFacts? before = null;
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
                    if (isHeld && act.Kind == ActKinds.Wake)
                        reopened.Enqueue(act.At);
                    (closed, snoozed, isHeld) = (null, null, false);
                    break;
            }
        }
        for (; next < arrivals.Count; next++)
            Arrived(arrivals[next]);
        return (closed, snoozed);

        void Arrived(MessageFacts m)
        {
            var isEcho = m.Preview == before?.Preview;
            before = m;
            while (reopened.TryPeek(out var first) && m.ArrivedAt - first >= Hour)
                reopened.Dequeue();
            if (isEcho && m.Calls == Calls.Answer && reopened.Count >= MostReopened)
            {
                if (closed is not null)
                    (closed, snoozed, isHeld) = (null, reopened.Peek() + Hour, true);
                return;
            }
            if (isHeld || closed is not null && m.Calls == Calls.Answer)
            {
                closed = null;
                reopened.Enqueue(m.ArrivedAt);
            }
            (snoozed, isHeld) = (null, false);
        }
    }
}
