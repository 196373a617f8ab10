namespace Inbox.Insights;

/// <summary>The report of how much we talk to one person instead of to everybody, by account and week.</summary>
public sealed class OneToOneReport
{
    private static readonly TimeSpan Any = TimeSpan.FromDays(1);
    private readonly ChannelsReport _channels;
    private readonly PackBook _packs;

    internal OneToOneReport(ChannelsReport channels, PackBook packs) => (_channels, _packs) = (channels, packs);

    /// <summary>By what it can be counted.</summary>
    public static IReadOnlyCollection<string> Groupings { get; } = ["week"];

    /// <summary>One row for each account and week in which something was sent or published, the first week first.</summary>
    /// <param name="scope">The period; a week is counted as far as it belongs to it.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<OneToOneRow>> RunAsync(ReportScope scope, CancellationToken cancel) =>
        [.. (await _channels.RunAsync(scope, [], Any, cancel)).SelectMany(account => account.Weeks.Select(w => new OneToOneRow
        {
            Key = Key(account.Key!, w.Week), N = w.OneToOne.N, AccountId = account.Key!, Week = w.Week, OneToOne = w.OneToOne,
        }))];

    /// <summary>The conversations in which our messages of a row were sent.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel)
    {
        var (period, behind) = (scope.Period, new List<Behind>());
        foreach (var view in await _packs.ReadAsync(scope, cancel))
            for (var talk = 0; talk < view.Count; talk++)
            {
                if (!view.Has(talk) || key?.StartsWith(view.Pack.AccountId, StringComparison.Ordinal) != true)
                    continue;
                foreach (var said in view.Pack.SaidIn(talk))
                    if (said.IsSent && period.Has(said.At) && key == Key(view.Pack.AccountId, period.Week(said.At)))
                        behind.Add(new(view.Pack.Ids[talk], said.At));
            }
        return Behind.Of(behind);
    }

    private static string Key(string account, string week) => $"{account}/{week}";
}

/// <summary>A week of an account (definitions: one to one share). N is our messages to one person and the posts published.</summary>
public sealed record OneToOneRow : ReportRow
{
    /// <summary>Which account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The ISO week, such as 2026-W47.</summary>
    public required string Week { get; init; }

    /// <summary>Our messages to one person among those and the posts published.</summary>
    public Proportion OneToOne { get; init; }
}
