namespace Inbox.Insights;

/// <summary>How long people wait for an answer, those who still wait included (definitions: "Time to answer, nobody left out").</summary>
public sealed record TimeToAnswer
{
    /// <summary>With fewer asks than this there are no percentiles but the list of them.</summary>
    private const int Few = 5;

    /// <summary>What the row is about: an account's id, a staff member's, an hour; null for everything, or where it is not known.</summary>
    public string? Key { get; init; }

    /// <summary>Asks received in the period.</summary>
    public int N { get; init; }

    /// <summary>Those of them that were answered by now.</summary>
    public int Answered { get; init; }

    /// <summary>Those that staff ended without an answer.</summary>
    public int Dismissed { get; init; }

    /// <summary>Those that their author took back.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Those that wait now.</summary>
    public int Waiting { get; init; }

    /// <summary>The longest wait of those, in milliseconds.</summary>
    public long? LongestWaitMs { get; init; }

    /// <summary>By the calendar, all asks.</summary>
    public Percentiles? Calendar { get; init; }

    /// <summary>By the calendar, the first ask of each episode.</summary>
    public Percentiles? First { get; init; }

    /// <summary>By the calendar, later asks.</summary>
    public Percentiles? Next { get; init; }

    /// <summary>Of answered asks whose account has working hours: the share answered outside them, which count 0 working time.</summary>
    public Proportion OutsideHours { get; init; }

    /// <summary>The conversations themselves, oldest ask first, where there are too few for percentiles.</summary>
    public IReadOnlyList<string>? Conversations { get; init; }

    internal static TimeToAnswer Of(string? key, IReadOnlyCollection<ReceivedAsk> asks, long now)
    {
        var waiting = asks.Where(a => a.IsWaiting).ToList();
        var scheduled = asks.Where(a => a.IsAnswered && a.InHours is not null).ToList();
        return new()
        {
            Key = key,
            N = asks.Count,
            Answered = asks.Count(a => a.IsAnswered),
            Dismissed = asks.Count(a => !a.IsAnswered && a.DismissedAt is not null),
            Withdrawn = asks.Count(a => !a.IsAnswered && a.DismissedAt is null && a.WithdrawnAt is not null),
            Waiting = waiting.Count,
            LongestWaitMs = waiting.Count == 0 ? null : waiting.Max(a => a.Watched(now).Time),
            Calendar = Of(asks, now),
            First = Of(asks.Where(a => a.First), now),
            Next = Of(asks.Where(a => !a.First), now),
            OutsideHours = new(scheduled.Count(a => a.InHours == false), scheduled.Count),
            Conversations = asks.Count < Few ? [.. asks.OrderBy(a => a.AskedAt).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => a.ConversationId).Distinct()] : null,
        };
    }

    private static Percentiles? Of(IEnumerable<ReceivedAsk> asks, long now)
    {
        var curve = SurvivalCurve.Of(asks.Select(a => a.Watched(now)));
        return curve.Count < Few ? null : new(curve.Count, curve.Until(0.5), curve.Until(0.1));
    }
}

/// <summary>Where a curve of waiting stands.</summary>
/// <param name="N">How many asks it is made of.</param>
/// <param name="Median">Half of them waited no longer.</param>
/// <param name="P90">Nine of ten waited no longer.</param>
public sealed record Percentiles(int N, Waited Median, Waited P90);
