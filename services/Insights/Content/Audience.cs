namespace Inbox.Insights;

/// <summary>One person and a post: all that was said between them and us because of it, in the open and in private.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Talks">The conversations.</param>
internal sealed record Audience(string PersonId, IReadOnlyList<Talk> Talks)
{
    /// <summary>The turns of all of them together: a comment that is answered in private and gone on there is one exchange.</summary>
    private IReadOnlyList<Turn> Turns => Turn.Of(Talks.SelectMany(t => t.Human).OrderBy(s => s.At));

    public bool Wrote => Talks.Any(t => t.Human.Any(s => s.IsIn));

    /// <summary>When the side had changed twice; null when it has not.</summary>
    public long? TalkedAt => Turn.TalkedAt(Turns);

    /// <summary>Whether the person is one of those whom the team wants to reach.</summary>
    public bool IsOneOf(IReadOnlyCollection<string> who) => Talks.Any(t => t.Who is not null && who.Contains(t.Who));
}
