using System.Globalization;

namespace Inbox.Insights;

/// <summary>By what asks are counted.</summary>
public sealed class AskGrouping
{
    /// <summary>Who answered in the platform's own app: somebody of ours, whom nothing names.</summary>
    internal const string Elsewhere = "elsewhere";

    /// <summary>Stands for it where a pack's own name would.</summary>
    internal const ushort ElsewhereName = ushort.MaxValue;

    private static readonly Dictionary<string, AskGrouping> ByName = new()
    {
        [ReportScope.Everything] = new() { Facts = _ => [null] },
        ["account"] = new() { Facts = a => [a.AccountId] },
        ["channel"] = new() { Facts = a => [a.Channel] },
        ["team"] = new() { Facts = a => a.Teams.Count == 0 ? (IReadOnlyList<string?>)[null] : a.Teams },
        ["staff"] = new() { Facts = a => [a.AnsweredBy ?? (a.IsAnswered ? Elsewhere : null)], Name = (in _, in a) => a is { AnsweredBy: 0, IsAnswered: true } ? ElsewhereName : a.AnsweredBy },
        ["owner"] = new() { Facts = a => [a.Owner], Name = (in _, in a) => a.Owner },
        ["nature"] = new() { Facts = a => [a.Nature], Name = (in t, in _) => t.Nature },
        [ContextReport.LikelyNature] = new() { Facts = a => [a.Nature], Name = (in t, in _) => t.Nature > 0 ? t.Nature : t.SuggestedNature },
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

    /// <summary>What an ask is counted by: one of it, or several.</summary>
    internal Func<ReceivedAsk, IReadOnlyList<string?>>? Facts { get; private init; }

    /// <summary>The same in a pack, where it is a name that differs from ask to ask.</summary>
    internal AskName? Name { get; private init; }

    /// <summary>What it has by the time at which it was asked.</summary>
    internal Func<long, Period, string>? Moment { get; private init; }

    /// <summary>The keys of an ask.</summary>
    internal IReadOnlyList<string?> Keys(ReceivedAsk ask, Period period) => Facts?.Invoke(ask) ?? [Moment!(ask.AskedAt, period)];

    internal static AskGrouping Find(string name) => ByName[name];
}

/// <summary>A name that an ask of a pack has.</summary>
internal delegate ushort AskName(in PackedTalk talk, in PackedAsk ask);
