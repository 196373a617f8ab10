namespace Inbox.Insights;

/// <summary>A row of a report.</summary>
public abstract record ReportRow
{
    /// <summary>What the row is about: an account's id, a staff member's, an hour; null for everything, or where it is not known.</summary>
    public string? Key { get; init; }

    /// <summary>How many it is computed from.</summary>
    public int N { get; init; }

    /// <summary>Where the conversations behind it are listed; set by whoever offers that.</summary>
    public string? Link { get; init; }

    /// <summary>The row with the addresses at which its conversations are listed.</summary>
    /// <param name="link">Where all of them are.</param>
    public virtual ReportRow WithLink(string link) => this with { Link = link };
}
