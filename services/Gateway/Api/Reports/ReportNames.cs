using System.Globalization;
using Inbox.Insights;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Finds the names that stand beside the ids of a report's table.</summary>
internal sealed class ReportNames(Database database, StaffNames staff)
{
    /// <param name="scope">The accounts, and by what rows are counted.</param>
    /// <param name="keys">The keys of the rows.</param>
    /// <param name="words">The reader's language.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<ReportReader> ForAsync(ReportScope scope, IReadOnlyCollection<string> keys, ReportWords words, CancellationToken cancel)
    {
        var names = new Dictionary<(string By, string Key), string>();
        foreach (var (id, name) in await NamesAsync("accounts", scope.Accounts, cancel))
            names[("account", id)] = name;
        if (scope.GroupBy == "team")
            foreach (var (id, name) in await NamesAsync("teams", keys, cancel))
                names[("team", id)] = name;
        if (scope.GroupBy is "staff" or "owner")
            foreach (var (id, one) in await staff.OfAsync(keys, cancel))
                names[(scope.GroupBy, id)] = one.Name;
        return new(words, scope.Period.Zone, names);
    }

    private async Task<List<(string Id, string Name)>> NamesAsync(string table, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        await database.ListAsync<(string Id, string Name)>($"select id, name from {table} where {database.Dialect.In("id", "ids")}", new { ids = ids.ToArray() }, cancel);
}

/// <summary>In whose words a report's table is written.</summary>
/// <param name="Words">The language.</param>
/// <param name="Zone">Whose hours are meant.</param>
/// <param name="Names">The names of ids.</param>
internal sealed record ReportReader(ReportWords Words, TimeZoneInfo Zone, IReadOnlyDictionary<(string By, string Key), string> Names)
{
    /// <summary>What people call a row's key; a moment is its own name.</summary>
    public string? Name(string by, string? key) =>
        by == ReportScope.Everything ? null
        : key is null ? Words.Value("none", by is "staff" or "owner" ? by : "other")
        : Names.GetValueOrDefault((by, key)) ?? (by == "weekday" ? Words.Weekday(int.Parse(key, CultureInfo.InvariantCulture)) : Words.Value(by, key));

    /// <summary>A key that no spreadsheet takes for something else: a month is its first day, an hour and a weekday are numbers.</summary>
    public static object? Key(string by, string? key) => by switch
    {
        _ when key is null => null,
        "month" => $"{key}-01",
        "hour" or "weekday" => int.Parse(key, CultureInfo.InvariantCulture),
        _ => key,
    };

    /// <summary>A moment as every spreadsheet reads it, in the report's zone.</summary>
    public string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
