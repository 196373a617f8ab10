using System.Globalization;
using System.Text.Json;
using Inbox.Gateway;
using Inbox.Tests.Gateway;

namespace Inbox.Tests.Insights.Year;

/// <summary>What each column of a report's CSV says, as the place of the same figure in its JSON: "median s" is calendar.median.ms in seconds.</summary>
internal static class YearColumns
{
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        ["response-times"] =
        [
            "asks=n", "answered=answered", "dismissed=dismissed", "withdrawn=withdrawn", "waiting=waiting", "longest wait s=longestWaitMs s",
            "median s=calendar.median.ms s", "median at least=calendar.median.isLongerThan", "p90 s=calendar.p90.ms s", "p90 at least=calendar.p90.isLongerThan",
            "first n=first.n", "first median s=first.median.ms s", "first at least=first.median.isLongerThan", "first p90 s=first.p90.ms s", "first p90 at least=first.p90.isLongerThan",
            "next n=next.n", "next median s=next.median.ms s", "next at least=next.median.isLongerThan", "next p90 s=next.p90.ms s", "next p90 at least=next.p90.isLongerThan",
            "working n=working.n", "working median s=working.median.ms s", "working at least=working.median.isLongerThan", "working p90 s=working.p90.ms s", "working p90 at least=working.p90.isLongerThan",
            "first working n=firstWorking.n", "first working median s=firstWorking.median.ms s", "first working at least=firstWorking.median.isLongerThan", "first working p90 s=firstWorking.p90.ms s", "first working p90 at least=firstWorking.p90.isLongerThan",
            "next working n=nextWorking.n", "next working median s=nextWorking.median.ms s", "next working at least=nextWorking.median.isLongerThan", "next working p90 s=nextWorking.p90.ms s", "next working p90 at least=nextWorking.p90.isLongerThan",
            "outside hours share=outsideHours.share", "outside hours n=outsideHours.n", "in target=inTarget.k", "in target of=inTarget.n", "in target share=inTarget.share",
            "first in target=firstInTarget.k", "first in target of=firstInTarget.n", "next in target=nextInTarget.k", "next in target of=nextInTarget.n",
            "before asks=before.n", "before median s=before.calendar.median.ms s", "before at least=before.calendar.median.isLongerThan", "before p90 s=before.calendar.p90.ms s", "before p90 at least=before.calendar.p90.isLongerThan",
            "before in target=before.inTarget.k", "before in target of=before.inTarget.n", "before in target share=before.inTarget.share",
        ],
        ["questions"] = ["asks=n", "answered in time=answered.k", "of n=answered.n", "share=answered.share", "low=answered.low", "high=answered.high", "dismissed share=dismissed.share", "too young=tooYoung", "by the public=byPublic.k", "by a bot=byBot.k"],
        ["staffing"] = ["weekday=weekday", "hour=hour", "times in the period=times", "asks=asks", "answers=answers"],
        ["depth"] =
        [
            "conversations=n", "one side only=monologues", "answered=answered", "two or three changes=conversations", "four changes or more=exchanges", "talks=talks.k", "of n=talks.n",
            "talk share=talks.share", "reciprocity=reciprocity", "reciprocity n=reciprocityN", "by depth=depths all",
        ],
        ["people"] = ["wrote=wrote", "were answered=wereAnswered", "came back=cameBack"],
        ["second-dates"] =
        [
            "people=n", "came back=returned.k", "of n=returned.n", "share=returned.share", "low=returned.low", "high=returned.high", "spontaneous=spontaneous.k", "prompted=prompted.k",
            "repeat problems=repeatProblems.k", "answered came back=answered.k", "answered n=answered.n", "answered share=answered.share", "unanswered came back=unanswered.k", "unanswered n=unanswered.n",
            "unanswered share=unanswered.share", "difference=difference", "too young=immature", "expected n=expected.n", "expected share=expected.share", "expected at least=expected.isAtLeast",
        ],
        ["channels"] =
        [
            "channel=channel", "posts with a relevant conversation=listening.k", "of posts=listening.n", "share=listening.share", "low=listening.low", "high=listening.high", "verdict=verdict said",
            "posts since relevant=postsSinceRelevant", "last relevant=lastRelevantAt time", "questions answered=questions.k", "questions=questions.n", "questions share=questions.share",
            "messages to one person=oneToOne.k", "messages and posts=oneToOne.n", "one to one share=oneToOne.share", "carried to private=carriedToPrivate.k", "private replies=carriedToPrivate.n",
            "carried share=carriedToPrivate.share", "refused=refused", "not sent=notSent",
        ],
        ["one-to-one"] = ["account=accountId", "week=week", "messages to one person=oneToOne.k", "messages and posts=oneToOne.n", "one to one share=oneToOne.share"],
        ["conversations-by-content"] =
        [
            "account=accountId", "account name=accountId account", "title=title", "url=url", "published=at time", "comments=comments", "people=people", "talks=talks", "relevant talks=relevant", "questions answered=questions.k",
            "questions=questions.n", "questions share=questions.share", "second dates=secondDates.k", "second dates n=secondDates.n", "second dates share=secondDates.share", "outcomes=outcomes all", "kitten gap=kittenGap", "campaign=campaign.name", "source=campaign.source", "medium=campaign.medium",
        ],
        ["context"] =
        [
            "conversations=n", "all four known=coverage.k", "all four known of=coverage.n", "coverage=coverage.share", "outcome set=outcomes.k", "outcome set of=outcomes.n", "outcome coverage=outcomes.share",
            "suggestions kept=agreement.k", "suggestions kept of=agreement.n", "agreement=agreement.share", "natures kept=natureAgreement.k", "natures kept of=natureAgreement.n", "nature agreement=natureAgreement.share",
            "nature said by staff=natureSaid.k", "nature said by staff of=natureSaid.n", "share said=natureSaid.share",
            "sentiments kept=sentimentAgreement.k", "sentiments kept of=sentimentAgreement.n", "sentiment agreement=sentimentAgreement.share",
            "languages kept=languageAgreement.k", "languages kept of=languageAgreement.n", "language agreement=languageAgreement.share",
            "who said by staff=whoSaid.k", "who said by staff of=whoSaid.n", "share who said=whoSaid.share", "who kept=whoAgreement.k", "who kept of=whoAgreement.n", "who agreement=whoAgreement.share",
            "why said by staff=whySaid.k", "why said by staff of=whySaid.n", "share why said=whySaid.share", "why kept=whyAgreement.k", "why kept of=whyAgreement.n", "why agreement=whyAgreement.share",
            "topic said by staff=topicSaid.k", "topic said by staff of=topicSaid.n", "share topic said=topicSaid.share",
        ],
    };

    /// <summary>A row's fields as its line should have them, between its name and its period.</summary>
    /// <param name="columns">The report's columns.</param>
    /// <param name="row">The row's JSON.</param>
    /// <param name="reader">In whose words.</param>
    public static IEnumerable<string> Fields(string[] columns, JsonElement row, ReportReader reader) => columns.Select(c => Field(row, Place(c), reader));

    public static string Name(string column) => column[..column.IndexOf('=', StringComparison.Ordinal)];

    /// <summary>What a line begins with: nothing that a spreadsheet takes for a date, and a name for people.</summary>
    public static (string Key, string Name) KeyAndName(string report, string by, JsonElement row, ReportReader reader)
    {
        var key = row.TryGetProperty("key", out var given) ? given.GetString() : null;
        return report switch
        {
            "staffing" => ($"d{key![0]}h{key[2..]}", $"{reader.Words.Culture.DateTimeFormat.GetDayName((DayOfWeek)(row.GetProperty("weekday").GetInt32() % 7))}, {row.GetProperty("hour")}\u00A0h"),
            "one-to-one" => (key!, reader.Names[("account", row.Text("accountId"))]),
            "conversations-by-content" => (key!, row.GetProperty("title").GetString()!),
            _ => (by switch { "month" => $"{key}-01", "hour" => key!.TrimStart('0') is { Length: > 0 } hour ? hour : "0", _ => key ?? "" }, reader.Name(by, key) ?? ""),
        };
    }

    private static string Place(string column) => column[(column.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static string Field(JsonElement row, string path, ReportReader reader)
    {
        var (place, how) = path.Split(' ') is [var p, var h] ? (p, h) : (path, "");
        var value = place.Split('.').Aggregate(row, (at, name) => at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var part) ? part : default);
        return (value.ValueKind, how) switch
        {
            (JsonValueKind.Array, _) when place == "depths" => string.Join(", ", value.EnumerateArray().Select(d => $"d{d.GetProperty("depth")}: {d.GetProperty("n")}")),
            (JsonValueKind.Array, _) => string.Join(", ", value.EnumerateArray().Where(o => o.TryGetProperty("outcome", out var name) && name.ValueKind == JsonValueKind.String).Select(o => $"{reader.Words.Value("outcome", o.GetProperty("outcome").GetString()!)}{(reader.Words.Separator == ';' ? "\u00A0: " : ": ")}{o.GetProperty("n")}")),
            (JsonValueKind.String, "time") => YearTime.Local(value.GetDateTimeOffset().ToUnixTimeMilliseconds()).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            (JsonValueKind.String, "said") => reader.Words.Value(place, $"{char.ToUpperInvariant(value.GetString()![0])}{value.GetString()![1..]}"),
            (JsonValueKind.String, "account") => reader.Names[("account", value.GetString()!)],
            (JsonValueKind.String, _) => value.GetString()!,
            (JsonValueKind.True, _) => "1",
            (JsonValueKind.False, _) => "0",
            (JsonValueKind.Number, _) => (value.GetDouble() / (how == "s" ? 1000 : 1)).ToString("0.####", reader.Words.Culture),
            _ => "",
        };
    }
}
