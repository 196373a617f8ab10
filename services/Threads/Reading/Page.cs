using System.Globalization;

namespace Inbox.Threads;

/// <summary>One page of a list, and where the next begins.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A place in a list: the order key of its last row, and its id for rows with the same key.</summary>
public readonly record struct Place(long Key, string Id)
{
    public static readonly Place Start = new(long.MinValue, "");

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Key}_{Id}");

    /// <summary>Reads a cursor; null when it is none of ours.</summary>
    public static Place? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return Start;
        var cut = cursor.IndexOf('_', StringComparison.Ordinal);
        return cut > 0 && long.TryParse(cursor.AsSpan(0, cut), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
            ? new(key, cursor[(cut + 1)..])
            : null;
    }
}
