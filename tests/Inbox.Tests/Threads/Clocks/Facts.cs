using System.Globalization;
using Inbox.Threads;
using Inbox.WorkingHours;

namespace Inbox.Tests.Threads.Clocks;

/// <summary>A conversation in a few words, for clocks: times are hours since it began.</summary>
internal sealed class Facts(double gapHours = 72, Schedule? schedule = null)
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-03-02T09:00:00Z", CultureInfo.InvariantCulture);
    private readonly List<MessageFacts> _messages = [];
    private readonly List<ActRow> _acts = [];

    public static long At(double hours) => Start.AddHours(hours).ToUnixTimeMilliseconds();

    public Facts In(double hours, string calls = Calls.Answer, double? deleted = null, string? automatic = null, double? arrived = null) =>
        Add(new() { Id = Next(), ConversationId = "c", Kind = "message", Direction = "in", Visibility = "private", At = At(hours), ArrivedAt = At(arrived ?? hours), Calls = calls, DeletedAt = deleted is { } d ? At(d) : null, Automatic = automatic, Preview = "" });

    public Facts Out(double hours, string? state = "sent", string staff = "anna", string? automatic = null, string kind = "message", string calls = Calls.Answer) =>
        Add(new() { Id = Next(), ConversationId = "c", Kind = kind, Direction = "out", Visibility = "private", At = At(hours), ArrivedAt = At(hours), Calls = calls, State = state, StaffId = staff, Automatic = automatic, Preview = "" });

    public Facts Act(double hours, string kind, object? asks = null, string? staff = null)
    {
        _acts.Add(new() { Id = $"a{_acts.Count:d3}", ConversationId = "c", Kind = kind, StaffId = "anna", At = At(hours), Data = Json.Write(new ActData { Asks = asks is null ? null : [$"m{asks:d3}"], Staff = staff }) });
        return this;
    }

    public ConversationFacts Done => new("c", "a", [.. _messages], [.. _acts], new(TimeSpan.FromHours(gapHours), TimeSpan.FromDays(14), schedule, false, null));

    /// <summary>Each ask as "asked>ended" in hours, with ! for the first of an episode, d for dismissed and w for withdrawn, and nothing after > while it waits.</summary>
    public string Asks => string.Join(" ", ResponseClock.Asks(Done).Select(a =>
        $"{Hours(a.AskedAt)}{(a.First ? "!" : "")}>{Hours(a.AnsweredAt)}{(a.DismissedAt is { } d ? $"d{Hours(d)}" : "")}{(a.WithdrawnAt is { } w ? $"w{Hours(w)}" : "")}"));

    private static string Hours(long? at) => at is { } known ? ((known - At(0)) / 3_600_000.0).ToString("0.##", CultureInfo.InvariantCulture) : "";

    private string Next() => $"m{_messages.Count:d3}";

    private Facts Add(MessageFacts message)
    {
        _messages.Add(message);
        return this;
    }
}
