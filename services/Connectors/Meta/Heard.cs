using System.Text.Json;

namespace Inbox.Connectors.Meta;

/// <summary>Until when all that people said is known to have come in, and what is still looked for of an outage. Kept as a cursor.</summary>
/// <param name="Until">The last time at which all was known to be well.</param>
internal sealed record Heard(DateTimeOffset Until)
{
    /// <summary>Whether something may have been missed since, however short that was.</summary>
    public bool IsOwed { get; init; }

    /// <summary>What is being looked for.</summary>
    public Search? Search { get; init; }

    /// <summary>What staff are to know of the last outage that cost something.</summary>
    public Remark? Remark { get; init; }

    public static Heard? Read(string? cursor) => cursor is null ? null : JsonSerializer.Deserialize<Heard>(cursor);

    public override string ToString() => JsonSerializer.Serialize(this);
}

/// <summary>A look at what an outage may have cost.</summary>
/// <param name="Since">Where it begins.</param>
/// <param name="Until">When all was well again, and still is.</param>
/// <param name="Left">What is to be asked for.</param>
/// <param name="Asked">How much of it the platform answered.</param>
internal sealed record Search(DateTimeOffset Since, DateTimeOffset Until, IReadOnlyList<Ask> Left, int Asked = 0)
{
    /// <summary>When the outage was over.</summary>
    public DateTimeOffset? Back { get; init; }

    /// <summary>Whether some of it will not be found.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why the platform does not show it.</summary>
    public string? Refused { get; init; }

    /// <summary>What it said last of what was given up, since it broke time and again.</summary>
    public string? Broken { get; init; }
}

/// <summary>A sentence for staff.</summary>
/// <param name="Words">What it says.</param>
/// <param name="At">Since when.</param>
internal sealed record Remark(string Words, DateTimeOffset At);
