namespace Inbox.Threads;

/// <summary>Which conversations to list. Null means: does not matter.</summary>
public sealed record CardFilter
{
    /// <summary>One of <see cref="States"/>.</summary>
    public string? State { get; init; }

    /// <summary>The accounts that the reader may see; null for all.</summary>
    public IReadOnlyList<string>? Visible { get; init; }

    public string? Account { get; init; }

    /// <summary>A staff id, or <c>none</c> for conversations that nobody holds.</summary>
    public string? Assignee { get; init; }

    /// <summary>Words to find in messages, subjects and names; accents and case do not matter.</summary>
    public string? Query { get; init; }

    public string? Nature { get; init; }
    public string? Content { get; init; }
    public string? PersonId { get; init; }

    /// <summary>Whether those who wait come in the order in which they are due, and those without a target after them. Only those who wait are listed then.</summary>
    public bool UrgentFirst { get; init; }

    /// <summary><see cref="Page{T}.Next"/> of the page before.</summary>
    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}
