using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>A report as a table: times in seconds, shares from 0 to 1, 1 for yes.</summary>
/// <param name="Name">What it is called in its address and its file.</param>
/// <param name="Groupings">By what its rows can be counted, the usual one first.</param>
/// <param name="Columns">The names of its columns between the row's name and the period.</param>
/// <param name="Fields">The fields of a row, likewise.</param>
internal sealed record ReportTable<TRow>(string Name, IReadOnlyCollection<string> Groupings, IReadOnlyList<string> Columns, Func<TRow, ReportReader, IReadOnlyList<object?>> Fields)
    where TRow : ReportRow
{
    /// <summary>Of what the conversations behind a row can be listed apart.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether it asks whom the team wants to reach.</summary>
    public bool AsksWho { get; init; }

    /// <summary>The key of a row and its name, where they are not what the rows are counted by.</summary>
    public Func<TRow, ReportReader, (string Key, string? Name)>? Named { get; init; }

    public IReadOnlyList<string> Header => ["key", "name", .. Columns, "from", "to", "zone", "page"];

    /// <summary>A row as a line.</summary>
    /// <param name="row">The row.</param>
    /// <param name="scope">What the report is about.</param>
    /// <param name="reader">In whose words.</param>
    /// <param name="url">Where people open the page.</param>
    public IReadOnlyList<object?> Line(TRow row, ReportScope scope, ReportReader reader, string url)
    {
        var (key, name) = Named?.Invoke(row, reader) ?? (ReportReader.Key(scope.GroupBy, row.Key), reader.Name(scope.GroupBy, row.Key));
        return [key, name, .. Fields(row, reader), scope.Period.From, scope.Period.To, scope.Period.Zone.Id, ReportLink.Page(url, row.Link!, name)];
    }
}
