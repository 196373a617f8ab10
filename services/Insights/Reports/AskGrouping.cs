using System.Globalization;

namespace Inbox.Insights;

/// <summary>By what asks are counted.</summary>
public sealed class AskGrouping
{
    private static readonly Dictionary<string, AskGrouping> ByName = new()
    {
        [ReportScope.Everything] = new() { Fact = _ => null },
        ["account"] = new() { Fact = a => a.AccountId },
        ["channel"] = new() { Fact = a => a.Channel },
        ["team"] = new() { Facts = a => a.Teams },
        ["staff"] = new() { Fact = a => a.AnsweredBy },
        ["owner"] = new() { Fact = a => a.Owner },
        ["nature"] = new() { Fact = a => a.Nature },
        ["hour"] = new() { Moment = (at, p) => p.Local(at).ToString("HH", CultureInfo.InvariantCulture) },
        ["weekday"] = new() { Moment = (at, p) => p.Weekday(at).ToString(CultureInfo.InvariantCulture) },
        ["day"] = new() { Moment = (at, p) => p.Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        ["week"] = new() { Moment = (at, p) => p.Week(at) },
        ["month"] = new() { Moment = (at, p) => p.Local(at).ToString("yyyy-MM", CultureInfo.InvariantCulture) },
    };

    private AskGrouping()
    {
    }

    /// <summary>The names of all groupings.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>What an ask has one of.</summary>
    internal Func<ReceivedAsk, string?>? Fact { get; private init; }

    /// <summary>What it may have several of, or none.</summary>
    internal Func<ReceivedAsk, IReadOnlyList<string>>? Facts { get; private init; }

    /// <summary>What it has by the time at which it was asked.</summary>
    internal Func<long, Period, string>? Moment { get; private init; }

    internal static AskGrouping Find(string name) => ByName[name];
}
