namespace Inbox.Insights;

/// <summary>Who came back (definitions: second date). N is the people whose first episode ended in the period, long enough ago to have come back.</summary>
public sealed record SecondDateRow : ReportRow
{
    /// <summary>Those who began a new episode in time, with and without a word from us.</summary>
    public Proportion Returned { get; init; }

    /// <summary>Those whom nothing sent by us had prompted.</summary>
    public Proportion Spontaneous { get; init; }

    /// <summary>Those to whom we had sent something since.</summary>
    public Proportion Prompted { get; init; }

    /// <summary>Those who came back within seven days with a complaint or with what had not been solved: no second date.</summary>
    public Proportion RepeatProblems { get; init; }

    /// <summary>Those who came back, of people whose first question was answered.</summary>
    public Proportion Answered { get; init; }

    /// <summary>Those who came back, of people who had asked and were not answered.</summary>
    public Proportion Unanswered { get; init; }

    /// <summary>The share of the answered less that of the unanswered; null where one of them is missing.</summary>
    public double? Difference { get; init; }

    /// <summary>People whose first episode ended in the period, too lately to be counted.</summary>
    public int Immature { get; init; }

    /// <summary>The share to expect when all of them have had the time, after Kaplan and Meier; null with fewer than five people.</summary>
    public ReturnEstimate? Expected { get; init; }
}

/// <summary>A share that comes from people of whom some have had less time than others.</summary>
/// <param name="N">How many people.</param>
/// <param name="Share">The share who come back in time, 0 to 1.</param>
/// <param name="IsAtLeast">Whether nobody has been watched for the whole time yet, so that it may still grow.</param>
public sealed record ReturnEstimate(int N, double Share, bool IsAtLeast)
{
    private const int Few = 5;

    /// <summary>Of waits as <see cref="SurvivalCurve.Number"/> writes them, the shortest first.</summary>
    internal static ReturnEstimate? OfSorted(long[] waits, long within)
    {
        var curve = SurvivalCurve.OfSorted(waits);
        return curve.Count < Few ? null : new(curve.Count, 1 - curve.At(within), curve.Longest < within);
    }
}
