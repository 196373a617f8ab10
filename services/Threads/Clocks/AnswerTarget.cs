namespace Inbox.Threads;

/// <summary>How soon conversations of a priority are to be answered.</summary>
/// <param name="Priority">One of <see cref="Priorities"/>.</param>
/// <param name="FirstMinutes">The first ask of an episode; null for no target.</param>
/// <param name="NextMinutes">Later asks, likewise.</param>
/// <param name="InWorkingTime">Whether only working hours count; without any there is no target then.</param>
public sealed record AnswerTarget(string Priority, int? FirstMinutes, int? NextMinutes, bool InWorkingTime);

/// <summary>All targets of an account, from a moment on.</summary>
/// <param name="Since">Whatever waits then or later is held against them; what ended before, against those that stood before.</param>
/// <param name="Targets">One for each priority that has one.</param>
public sealed record AnswerTargets(DateTimeOffset Since, IReadOnlyList<AnswerTarget> Targets);

/// <summary>How much a conversation presses. Staff say so; what they say nothing of is normal.</summary>
public static class Priorities
{
    public const string Urgent = "urgent";
    public const string High = "high";
    public const string Normal = "normal";
    public const string Low = "low";

    /// <summary>All of them, what presses most first.</summary>
    public static IReadOnlyList<string> All { get; } = [Urgent, High, Normal, Low];

    /// <summary>What staff had said by then; null for normal.</summary>
    internal static string? At(IReadOnlyList<ActRow> acts, long at) =>
        acts.Where(a => a.Kind == ActKinds.Priority && a.UndoneAt is null && a.At <= at).OrderBy(a => a.At).ThenBy(a => a.Id, StringComparer.Ordinal)
            .Select(a => Json.Read<ActData>(a.Data)?.Value).LastOrDefault();
}
