namespace Inbox.Gateway;

/// <summary>A page of a list and where the next one starts; never an offset.</summary>
/// <param name="Items">The page.</param>
/// <param name="Next">Give this as <c>cursor</c> for the next page; null at the end.</param>
internal sealed record Listed<T>(IReadOnlyList<T> Items, string? Next);

internal static class Listed
{
    /// <summary>A list that has only one page.</summary>
    public static Listed<T> All<T>(IEnumerable<T> items) => new([.. items], null);

    /// <summary>A page out of one row more than asked for: the extra one tells that there is more.</summary>
    public static Listed<T> Page<TRow, T>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> show, Func<TRow, string> cursor) =>
        new([.. rows.Take(limit).Select(show)], rows.Count > limit ? cursor(rows[limit - 1]) : null);
}
