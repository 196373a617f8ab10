using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>What follows from a conversation's messages and acts: its asks, its state and its card. Nothing else ever writes these.</summary>
internal sealed record Derived
{
    /// <summary>Larger than any time: latest first, in the same ascending order as the longest wait first.</summary>
    private const long Latest = 9_000_000_000_000_000;

    public const string Select = """
        select id, person_id as PersonId, state, position, waiting_since as WaitingSince, closed_at as ClosedAt, snoozed_until as SnoozedUntil, episode_end as EpisodeEnd,
          subject, preview, visibility, content_id as ContentId, content_url as ContentUrl, content_title as ContentTitle, first_message_at as FirstMessageAt,
          last_message_at as LastMessageAt, messages, priority, near_at as NearAt, target_at as TargetAt
        from conversations
        """;

    public required string Id { get; init; }
    public IReadOnlyList<AskRow> Asks { get; init; } = [];
    public string? PersonId { get; init; }
    public required string State { get; init; }

    /// <summary>The order of lists: who waits comes first, longest wait on top, then the latest.</summary>
    public long Position { get; init; }

    public long? WaitingSince { get; init; }
    public long? ClosedAt { get; init; }
    public long? SnoozedUntil { get; init; }

    /// <summary>The last human message.</summary>
    public long? EpisodeEnd { get; init; }

    public string? Subject { get; init; }
    public required string Preview { get; init; }
    public required string Visibility { get; init; }
    public string? ContentId { get; init; }
    public string? ContentUrl { get; init; }
    public string? ContentTitle { get; init; }
    public long? FirstMessageAt { get; init; }
    public long? LastMessageAt { get; init; }
    public long Messages { get; init; }

    /// <summary>What staff say; null for normal.</summary>
    public string? Priority { get; init; }

    /// <summary>When three quarters of the time until <see cref="TargetAt"/> are over.</summary>
    public long? NearAt { get; init; }

    /// <summary>When the first of the open asks is due.</summary>
    public long? TargetAt { get; init; }

    public static Derived From(ConversationFacts facts)
    {
        var asks = ResponseClock.Asks(facts);
        var priority = Priorities.At(Heard.With(facts).Acts, long.MaxValue);
        var due = asks.Where(a => a is { IsOpen: true, DueAt: not null }).OrderBy(a => a.DueAt).ThenBy(a => a.Id, StringComparer.Ordinal).FirstOrDefault();
        var shown = facts.Messages.Where(m => m is { IsMessage: true, Answers: null }).OrderBy(m => m.At).ThenBy(m => m.Id, StringComparer.Ordinal).ToList();
        var standing = shown.FindAll(m => m.DeletedAt is null);
        var waiting = asks.Where(a => a.IsOpen).Select(a => (long?)a.AskedAt).Min();
        var (closed, snoozed) = Handling.Of(facts);
        var state = closed is not null ? States.Closed : snoozed is not null ? States.Snoozed : waiting is not null ? States.Waiting : States.Open;
        var last = shown.LastOrDefault();
        var told = shown.FindAll(m => m.ContentId is not null && !IsTooLate(m, shown));
        var about = told.Find(m => m.ContentTitle is not null) ?? told.FirstOrDefault();
        return new()
        {
            Id = facts.Id,
            Asks = asks,
            PersonId = Person(shown),
            State = state,
            Position = state == States.Waiting ? waiting!.Value : Latest - (last?.At ?? 0),
            WaitingSince = waiting,
            ClosedAt = closed,
            SnoozedUntil = snoozed,
            EpisodeEnd = shown.FindLast(m => m.IsHuman)?.At,
            Subject = shown.Find(m => !string.IsNullOrWhiteSpace(m.Subject))?.Subject,
            Preview = standing.LastOrDefault()?.Preview ?? "",
            Visibility = shown.FindLast(m => m.IsIn)?.Visibility ?? last?.Visibility ?? "private",
            ContentId = about?.ContentId,
            ContentUrl = about?.ContentUrl,
            ContentTitle = about?.ContentTitle,
            FirstMessageAt = shown.FirstOrDefault()?.At,
            LastMessageAt = last?.At,
            Messages = shown.Count,
            Priority = priority,
            NearAt = due is null ? null : facts.Rules.Targets?.Of(due.AskedAt, due.First, null, priority, facts.Rules.Schedule)?.NearAt,
            TargetAt = due?.DueAt,
        };
    }

    /// <summary>A campaign brings only those who had not written before it: our own mail to a customer may carry a campaign's link.</summary>
    private static bool IsTooLate(MessageFacts message, List<MessageFacts> shown) =>
        Campaign.Is(message.ContentId) && shown.Find(m => m is { IsIn: true, IsHuman: true }) is { } first && first != message && shown.IndexOf(first) < shown.IndexOf(message);

    /// <summary>Who the conversation is with: the first to write who is no stranger and no machine; else whoever we wrote to; else anybody.</summary>
    private static string? Person(List<MessageFacts> shown) =>
        (shown.Find(m => m.IsIn && m.Automatic is null && !m.Unverified && m.PersonId is not null)
            ?? shown.Find(m => !m.IsIn && m.PersonId is not null)
            ?? shown.Find(m => m.PersonId is not null))?.PersonId;
}
