namespace Inbox.Insights;

/// <summary>What working hours make of the asks of a time.</summary>
/// <param name="Asks">How many.</param>
/// <param name="Working">Working time to the answer, nobody left out; null without hours or under five asks.</param>
/// <param name="OutsideHours">Of answers: those outside the hours.</param>
/// <param name="InTarget">Of asks with a target that can be judged: those answered in time.</param>
public sealed record HoursFigures(int Asks, Percentiles? Working, Proportion OutsideHours, Proportion InTarget)
{
    /// <param name="asks">When each was answered or ended without an answer, its working time until then or now, whether the answer fell into the hours, and when it was due.</param>
    /// <param name="now">Now, in milliseconds since 1970 in UTC.</param>
    public static HoursFigures Of(IReadOnlyCollection<(long? AnsweredAt, long? EndedAt, long? WorkingMs, bool? InHours, long? DueAt)> asks, long now)
    {
        var judged = asks.Where(a => a.DueAt is { } due && (a.AnsweredAt is not null || a.EndedAt is null && now > due)).ToList();
        var curve = SurvivalCurve.Of(asks.Where(a => a.WorkingMs is not null).Select(a => new Observation(a.WorkingMs!.Value, a.AnsweredAt is not null)));
        return new(
            asks.Count,
            curve.Count < Percentiles.Few ? null : new(curve.Count, curve.Until(0.5), curve.Until(0.1)),
            new(asks.Count(a => a.InHours == false), asks.Count(a => a.InHours is not null)),
            new(judged.Count(a => a.AnsweredAt <= a.DueAt), judged.Count));
    }
}
