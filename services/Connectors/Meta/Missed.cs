using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta;

/// <summary>A list of the platform's that tells what deliveries did not.</summary>
/// <param name="Name">What an <see cref="Ask"/> calls it.</param>
/// <param name="Path">Where it is, for what is newer than a time.</param>
/// <param name="Read">Reads one entry of it.</param>
internal sealed record Shelf(string Name, Func<ConnectedAccount, Ask, DateTimeOffset, string> Path, Func<Node, Ask, DateTimeOffset, Step> Read)
{
    /// <summary>Whether looking begins here; else another list leads to it.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether the platform lists the newest first, so that nothing new stands behind what is old.</summary>
    public bool IsSorted { get; init; }
}

/// <summary>One page of a list to be asked for.</summary>
/// <param name="Shelf">Which list.</param>
/// <param name="At">The post, comment or conversation that it hangs on.</param>
/// <param name="Url">Where people see that.</param>
/// <param name="Next">The parameters that lead to it from the page before, by <see cref="GraphPage"/>.</param>
internal sealed record Ask(string Shelf, string? At = null, string? Url = null, string? Next = null)
{
    /// <summary>Since when the platform has had only errors for it, or no answer.</summary>
    public DateTimeOffset? BrokenSince { get; init; }
}

/// <summary>What an entry of a list brings.</summary>
/// <param name="Said">What was said, with its id.</param>
internal sealed record Step(params IReadOnlyList<(string Id, string Raw)> Said)
{
    /// <summary>The entry is older than what is looked for.</summary>
    public static Step Old { get; } = new() { IsOld = true };

    /// <summary>It brings nothing, and others may.</summary>
    public static Step Nothing { get; } = new();

    public bool IsOld { get; init; }

    /// <summary>The list that it leads to.</summary>
    public Ask? Further { get; init; }
}
