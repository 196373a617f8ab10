using System.Text.Json;
using Inbox.Gateway;
using Inbox.Insights;
using Inbox.Storage;
using Inbox.Tests.Gateway;
using Microsoft.AspNetCore.WebUtilities;

namespace Inbox.Tests.Insights.Year;

/// <summary>Every figure of every report, by everything that it can be counted by, against the truth of a year that was made up.</summary>
public sealed class YearTests(YearHouse house) : IClassFixture<YearHouse>
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>March and October, when the clocks change, each beside the time before it; and the last week, at whose end some wait.</summary>
    private static readonly (long From, long To)[] Parts =
        [(YearTime.At(3, 1), YearTime.At(4, 1)), (YearTime.At(10, 1), YearTime.At(11, 1)), (YearTime.End - 7 * YearTime.Day, YearTime.End)];

    [Fact]
    public async Task A_year_of_life_has_its_true_figures_in_every_report_from_rows_and_from_packs()
    {
        foreach (var truth in Truths(YearTime.Start, YearTime.End).DistinctBy(t => t.Report))
            await IsTrueAsync(YearTime.Start, YearTime.End, truth);
        var writer = new PackWriter(house.Host.Get<Database>());
        while (await writer.RunAsync(500, TestContext.Current.CancellationToken) > 0)
        {
        }
        foreach (var truth in Truths(YearTime.Start, YearTime.End))
            await IsTrueAsync(YearTime.Start, YearTime.End, truth);
        foreach (var (from, to) in Parts)
            foreach (var truth in Truths(from, to).DistinctBy(t => t.Report))
                await IsTrueAsync(from, to, truth);
    }

    [Fact]
    public void The_year_has_everything_in_it()
    {
        var facts = house.Life.Facts;
        var (asks, words) = (facts.Asks.ToList(), facts.Talks.SelectMany(t => t.Said).ToList());

        Assert.InRange(words.Count, 2000, 4000);
        foreach (var (what, n) in new Dictionary<string, int>
        {
            ["asks taken back"] = asks.Count(a => a.WithdrawnAt is not null), ["asks dismissed"] = asks.Count(a => a.DismissedAt is not null), ["asks that wait"] = asks.Count(a => a.EndedAt is null),
            ["answers outside hours"] = asks.Count(a => a.AnsweredAt is { } at && a.Talk.Account.Hours?.Has(at) == false), ["answers by Anna"] = asks.Count(a => a.AnsweredBy == "anna"),
            ["answers by Carl"] = asks.Count(a => a.AnsweredBy == "carl"), ["failed sends"] = words.Count(w => w.IsFailed), ["stickers"] = words.Count(w => w is { IsSticker: true, IsOurs: false }), ["stickers of ours"] = words.Count(w => w is { IsSticker: true, IsOurs: true }), ["saved replies"] = words.Count(w => w.SavedWords > 0), ["automations"] = words.Count(w => !w.IsHuman),
            ["asks that only a bot answered in a day"] = asks.Count(a => !(a.AnsweredAt - a.At <= YearTime.Day) && a.DismissedAt is null && a.WithdrawnAt is null && YearTruth.ByBot(a)),
            ["asks that only another reader answered in a day"] = asks.Count(a => !(a.AnsweredAt - a.At <= YearTime.Day) && a.DismissedAt is null && a.WithdrawnAt is null && Asks(YearTime.Start, YearTime.End).ByPublic(a)),
            ["readers who took it back"] = asks.Count(a => a is { WithdrawnAt: not null, Asked.Under: not null }), ["readers who asked it"] = facts.Talks.Count(t => t.Same is not null && t.Said.Exists(w => w.Under is not null)),
            ["spam"] = facts.Talks.Count(t => t.Nature == "spam"), ["merged"] = facts.All.Count(t => t.IsGone), ["people on two channels"] = facts.Talks.GroupBy(t => t.Whose).Count(p => p.DistinctBy(t => t.Account).Count() > 1),
            ["carried to private"] = facts.PrivateReplies.Count(r => r.AnsweredAt is not null), ["refused"] = facts.PrivateReplies.Count(r => r.IsRefused), ["lost on the way"] = facts.PrivateReplies.Count(r => r.IsLost),
            ["asks in the nights of the clock changes"] = asks.Count(a => YearTime.Local(a.At) is { Hour: < 5 } local && (local.Date == new DateTime(2026, 3, 29) || local.Date == new DateTime(2026, 10, 25))),
        })
            Assert.True(n >= 3, $"{what}: {n}");
    }

    [Theory, InlineData("en"), InlineData("fr")]
    public async Task The_whole_year_has_the_same_figures_as_JSON_and_as_CSV_in_every_report_by_everything(string language)
    {
        var accounts = (await house.Reader.ReadAsync("/api/v1/accounts")).GetProperty("items").EnumerateArray().ToDictionary(a => ("account", a.Text("id")), a => a.Text("name"));
        var reader = new ReportReader(ReportWords.In(language), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), accounts);
        Assert.Equal(YearColumns.All.Keys.Order(), Truths(YearTime.Start, YearTime.End).Select(t => t.Report).Distinct().Order());
        foreach (var (report, by, _) in Truths(YearTime.Start, YearTime.End))
        {
            var columns = YearColumns.All[report];
            var question = $"/api/v1/reports/{report}?groupBy={by}&compare=before&zone=Europe/Paris&from={YearTime.Utc(YearTime.Start):s}Z&to={YearTime.Utc(YearTime.End):s}Z";
            var rows = (await house.Reader.ReadAsync(question)).GetProperty("rows").EnumerateArray().ToList();
            var csv = Sheet.Read(await (await house.Reader.SendAsync(HttpMethod.Get, $"{question}&format=csv&language={language}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), reader.Words.Separator);

            Assert.NotEmpty(rows);
            Assert.Equal([.. ((string[])["key", "name", .. columns.Select(YearColumns.Name), "from", "to", "zone", "page"]).Select(reader.Words.Column)], csv[0]);
            Assert.Distinct(csv[0]);
            Assert.Equal(rows.Select(row => string.Join(" | ", YearColumns.Fields(columns, row, reader))), csv.Skip(1).Select(line => string.Join(" | ", line[2..^4])));
            foreach (var (row, line) in rows.Zip(csv.Skip(1)))
            {
                Assert.Equal(YearColumns.KeyAndName(report, by.Split('&')[0], row, reader), (line[0], line[1]));
                Assert.Equal(["2026-01-01 00:00:00", "2027-01-01 00:00:00", "Europe/Paris"], line[^4..^1]);
                Assert.StartsWith("http://", line[^1], StringComparison.Ordinal);
                Assert.Equal(row.Text("link"), "/api/v1" + QueryHelpers.ParseQuery(new Uri(line[^1]).Query)["of"]);
            }
        }
    }

    [Fact]
    public async Task The_page_is_tested_with_the_figures_of_the_year()
    {
        var answers = new Dictionary<string, System.Text.Json.Nodes.JsonNode>();
        foreach (var (name, question) in YearPage.Questions)
            answers[name] = YearPage.Bare((await house.Reader.ReadAsync($"/api/v1/reports/{question}&zone=Europe/Paris&from={YearTime.Utc(YearTime.Start):s}Z&to={YearTime.Utc(YearTime.End):s}Z")).GetProperty("rows"), house.Life.Accounts);
        if (Environment.GetEnvironmentVariable("INBOX_WRITE") is not null)
            YearPage.Write(answers);
        var file = YearPage.Read();
        Assert.Equal(answers.Keys, file.Select(f => f.Key));
        Assert.Empty(answers.SelectMany(a => YearPage.Differences(a.Key, file[a.Key], a.Value)));
    }

    private async Task IsTrueAsync(long from, long to, (string Report, string By, IEnumerable<object> Rows) truth)
    {
        var name = $"{truth.Report} by {truth.By} from {YearTime.Utc(from):u}\n";
        var rows = (await house.Reader.ReadAsync($"/api/v1/reports/{truth.Report}?groupBy={truth.By}&compare=before&zone=Europe/Paris&from={YearTime.Utc(from):s}Z&to={YearTime.Utc(to):s}Z")).GetProperty("rows");
        var lines = Lines(JsonSerializer.SerializeToElement(truth.Rows, Options));
        Assert.Equal(name + lines, name + Lines(rows));
    }

    private YearTruth Asks(long from, long to) => new(house.Life.Facts, from, to, YearTime.End) { Names = t => house.Conversations[t.Said[0].Id] };

    private IEnumerable<(string Report, string By, IEnumerable<object> Rows)> Truths(long from, long to)
    {
        var (facts, now) = (house.Life.Facts, YearTime.End);
        var (asks, people, posts) = (Asks(from, to), new YearPeopleTruth(facts, from, to, now), new YearPostTruth(facts, house.Life.Accounts, from, to, now));
        foreach (var by in YearTruth.AskKeys.Keys)
        {
            yield return ("response-times", by, asks.ResponseTimes(by));
            yield return ("questions", by, asks.Questions(by));
        }
        foreach (var by in (string[])["none", "account", "weekday"])
            yield return ("questions", $"{by}&hours=workday", asks.Questions(by, isWorkday: true));
        yield return ("staffing", "none", asks.Staffing());
        foreach (var by in YearPeopleTruth.Keys.Keys.Except(["likelyNature"]))
            yield return ("depth", by, people.Depth(by));
        foreach (var by in (string[])["none", "account", "channel"])
        {
            yield return ("people", by, people.People(by));
            yield return ("second-dates", by, people.SecondDates(by));
        }
        foreach (var by in (string[])["none", "account", "channel", "nature", "likelyNature"])
            yield return ("context", by, people.Context(by));
        yield return ("channels", "account", posts.Channels());
        yield return ("one-to-one", "week", posts.OneToOne());
        yield return ("conversations-by-content", "content", posts.Content());
        yield return ("channels", "account&hours=workday", posts.Channels(isWorkday: true));
        yield return ("conversations-by-content", "content&hours=workday", posts.Content(isWorkday: true));
    }

    /// <summary>All that rows say, a line a figure, in the order of their names; what is null is not there, and where the conversations are is no figure.</summary>
    private static string Lines(JsonElement rows)
    {
        var lines = new List<string>();
        foreach (var row in rows.EnumerateArray())
            Add(row.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString()! : "-", row);
        return string.Join("\n", lines.Order(StringComparer.Ordinal));

        void Add(string path, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object)
                foreach (var part in value.EnumerateObject().Where(p => p.Name is not ("key" or "link" or "missedLink" or "waitingLink")))
                    Add($"{path}.{part.Name}", part.Value);
            else if (value.ValueKind == JsonValueKind.Array)
                foreach (var (part, i) in value.EnumerateArray().Select((p, i) => (p, i)))
                    Add($"{path}.{i}", part);
            else if (value.ValueKind == JsonValueKind.Number)
                lines.Add(FormattableString.Invariant($"{path} = {Math.Round(value.GetDouble(), 9)}"));
            else if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                lines.Add($"{path} = {(value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? FormattableString.Invariant($"{at:u}") : value.ToString())}");
        }
    }
}
