using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>A report as a table: times in seconds, shares from 0 to 1, 1 for yes.</summary>
/// <param name="Name">What it is called in its address and its file.</param>
/// <param name="Groupings">By what its rows can be counted, the usual one first.</param>
/// <param name="Columns">The names of its columns after the key and before the period.</param>
/// <param name="Fields">The fields of a row, likewise.</param>
internal sealed record ReportTable<TRow>(string Name, IReadOnlyCollection<string> Groupings, IReadOnlyList<string> Columns, Func<TRow, IReadOnlyList<object?>> Fields)
    where TRow : ReportRow
{
    /// <summary>Of what the conversations behind a row can be listed apart.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    public IReadOnlyList<string> Header => ["key", .. Columns, "from", "to", "conversations"];

    public IReadOnlyList<object?> Line(TRow row, Period period) =>
        [row.Key, .. Fields(row), period.From.UtcDateTime.ToString("s") + "Z", period.To.UtcDateTime.ToString("s") + "Z", row.Link];
}
