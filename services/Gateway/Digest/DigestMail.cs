using System.Globalization;
using System.Net;
using System.Text;
using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>
/// A digest as a mail, in text and in HTML that every mail program shows: no pictures, no scripts; the bars are cells of tables, with their numbers beside them, so that they are read out and stand without colour. Pure.
/// </summary>
/// <param name="words">In the reader's language.</param>
/// <param name="page">Where Inbox is, without a slash at the end.</param>
internal sealed class DigestMail(DigestWords words, string page)
{
    private const string Quiet = "color:#5b6170;font-size:13px";

    public string Subject(DigestFigures f) => words["subject", Period(f.Period)];

    public string Text(DigestFigures f, string stop)
    {
        var text = new StringBuilder().Append(Subject(f)).Append("\n\n");
        foreach (var (label, value, n, link) in Tiles(f))
            text.Append(label).Append(words["colon"]).Append(value).Append(" (").Append(n).Append(")\n").Append(link is null ? "" : $"  {link}\n");
        foreach (var (title, rows) in Lists(f).Where(l => l.Rows.Count > 0))
        {
            text.Append('\n').Append(title).Append('\n');
            foreach (var (name, _, value, link) in rows)
                text.Append("- ").Append(name).Append(words["colon"]).Append(value).Append('\n').Append(link is null ? "" : $"  {link}\n");
        }
        return text.Append('\n').Append(words["page"]).Append(words["colon"]).Append(Week(f.Period)).Append('\n').Append(words["stop"]).Append(words["colon"]).Append(stop).Append('\n').ToString();
    }

    public string Html(DigestFigures f, string stop)
    {
        var html = new StringBuilder($"""<!doctype html><html lang="{words.Language}"><head><meta charset="utf-8"><title>{E(Subject(f))}</title></head><body style="margin:0;padding:24px;background:#ffffff;color:#16181d;font:15px/1.5 Helvetica,Arial,sans-serif"><div style="max-width:600px;margin:0 auto"><h1 style="font-size:20px">{E(Subject(f))}</h1><table role="presentation" width="100%" cellpadding="0" cellspacing="0">""");
        foreach (var (label, value, n, link) in Tiles(f))
            html.Append(CultureInfo.InvariantCulture, $"""<tr><td style="padding:8px 0;border-bottom:1px solid #dfe2e8">{A(link, label)}<br><span style="{Quiet}">{E(n)}</span></td><td align="right" style="padding:8px 0;border-bottom:1px solid #dfe2e8;font-size:18px;white-space:nowrap"><b>{E(value)}</b></td></tr>""");
        html.Append("</table>");
        foreach (var (title, rows) in Lists(f).Where(l => l.Rows.Count > 0))
        {
            html.Append(CultureInfo.InvariantCulture, $"""<h2 style="font-size:16px;margin:24px 0 8px">{E(title)}</h2><table width="100%" cellpadding="0" cellspacing="0">""");
            foreach (var (name, share, value, link) in rows)
                html.Append(CultureInfo.InvariantCulture, $"""<tr><th scope="row" align="left" width="38%" style="padding:4px 8px 4px 0;font-weight:normal">{A(link, name)}</th><td width="38%">{Bar(share)}</td><td align="right" style="padding-left:8px;white-space:nowrap">{E(value)}</td></tr>""");
            html.Append("</table>");
        }
        return html.Append(CultureInfo.InvariantCulture, $"""<p style="margin-top:24px">{A(Week(f.Period), words["page"])}</p><p style="{Quiet}">{A(stop, words["stop"])}</p></div></body></html>""").ToString();
    }

    /// <summary>What it says first: a figure, what it is made of, and where its conversations are listed.</summary>
    private IEnumerable<(string Label, string Value, string N, string? Link)> Tiles(DigestFigures f)
    {
        if (f.People is { } people)
            yield return (words["people"], Number(people.N), words["answeredBack", Number(people.WereAnswered), Number(people.CameBack)], Door(people.Link, words["people"]));
        if (f.Times is { N: > 0 } times)
            yield return (words["median"], times.Calendar is { } waits ? Time(waits.Median) : words["tooFew"], words["questions", Number(times.N)], Door(times.Link, words["median"]));
        yield return (words["waiting"], Number(f.Times?.Waiting ?? 0), f.Times?.LongestWaitMs is { } longest ? words["longest", Span(longest)] : words["nobody"], Door(f.Times?.WaitingLink, words["waiting"]));
        foreach (var target in Targets(f.Times))
            yield return target;
        if (f.Questions is { } questions)
            yield return (words["within"], Share(questions.Answered), words["ofN", Number(questions.Answered.K), Number(questions.Answered.N)], Door(questions.Link, words["within"]));
        if (f.Depth is { } depth)
            yield return (words["talks"], Share(depth.Talks), words["ofN", Number(depth.Talks.K), Number(depth.Talks.N)], Door($"{depth.Link}&only=talks", words["talks"]));
        foreach (var dates in Dates(f.Dates))
            yield return dates;
    }

    /// <summary>Of those with a target: who were answered in it, and who were not.</summary>
    private IEnumerable<(string Label, string Value, string N, string? Link)> Targets(TimeToAnswer? times)
    {
        if (times is not { InTarget: { N: > 0 } target })
            yield break;
        yield return (words["inTarget"], Share(target), words["ofN", Number(target.K), Number(target.N)], Door($"{times.Link}&only=met", words["inTarget"]));
        yield return (words["missed"], Number(target.N - target.K), words["ofN", Number(target.N - target.K), Number(target.N)], Door(times.MissedLink, words["missed"]));
    }

    /// <summary>Of people of one week hardly anybody has had the time yet: then what is to be expected of them stands there, and says so.</summary>
    private IEnumerable<(string Label, string Value, string N, string? Link)> Dates(SecondDateRow? dates)
    {
        if (dates is { Returned: { N: > 0 } back })
            yield return (words["dates"], Share(back), words["ofN", Number(back.K), Number(back.N)], Door($"{dates.Link}&only=returned", words["dates"]));
        else if (dates is { Expected: { } expected })
            yield return (words["dates"], words[expected.IsAtLeast ? "atLeast" : "about", Percent(expected.Share)], words["expected", Number(expected.N)], Door($"{dates.Link}&only=expected", words["dates"]));
    }

    private IEnumerable<(string Title, List<(string Name, double Share, string Value, string? Link)> Rows)> Lists(DigestFigures f)
    {
        yield return (words["depth"], f.Depth is { N: > 0 } depth ? [.. Depths(depth).Where(d => d.N > 0).Select(d => (words[$"depth.{d.Part}"], (double)d.N / depth.N, $"{Percent((double)d.N / depth.N)} ({Number(d.N)})", Door($"{depth.Link}&only={d.Part}", words[$"depth.{d.Part}"])))] : []);
        var longest = Math.Max(1, f.Waits.Select(w => w.Calendar!.Median.Ms).DefaultIfEmpty().Max());
        yield return (words["waits"], [.. f.Waits.Select(w => (Account(f, w), (double)w.Calendar!.Median.Ms / longest, $"{Time(w.Calendar.Median)} ({words["questions", Number(w.N)]})", Door(w.Link, Account(f, w))))]);
        yield return (words["listening"], [.. f.Channels.Select(c => (Account(f, c), c.Listening.Share ?? 0, words[$"listening.{c.Verdict}", Number(c.Listening.K), Number(c.Listening.N)], Door(c.Listening.K > 0 ? $"{c.Link}&only=relevant" : null, Account(f, c))))]);
        var all = f.Natures.Sum(n => n.N);
        yield return (words["natures"], [.. f.Natures.Select(n => (Nature(n), (double)n.N / all, $"{Percent((double)n.N / all)} ({Number(n.N)})", Door(n.Link, Nature(n))))]);
        var most = Math.Max(1, f.Content.Select(c => c.People).DefaultIfEmpty().Max());
        yield return (words["content"], [.. f.Content.Select(c => (Title(c), (double)c.People / most, words["peopleTalks", Number(c.People), Number(c.Talks), Number(c.Relevant)], Door(c.Link, Title(c))))]);
    }

    private static IEnumerable<(string Part, int N)> Depths(DepthOfTalks d) => [("monologues", d.Monologues), ("answered", d.Answered), ("conversations", d.Conversations), ("exchanges", d.Exchanges)];

    private static string Account(DigestFigures f, ReportRow row) => f.Names.GetValueOrDefault(row.Key ?? "", row.Key ?? "");

    private string Nature(ContextKnown row) => words[row.Key is { } key ? $"nature.{key}" : "nature.unknown"];

    private static string Title(ContentRow row) => row.Title ?? row.Campaign?.Title ?? row.Url ?? row.ContentId;

    private static string Bar(double share)
    {
        var width = Math.Clamp((int)Math.Round(share * 100), 1, 100);
        var rest = width < 100 ? string.Create(CultureInfo.InvariantCulture, $"""<td width="{100 - width}%" style="font-size:0;line-height:12px">&nbsp;</td>""") : "";
        return string.Create(CultureInfo.InvariantCulture, $"""<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td width="{width}%" height="12" bgcolor="#3b5bdb" style="font-size:0;line-height:12px;background:#3b5bdb">&nbsp;</td>{rest}</tr></table>""");
    }

    private string? Door(string? link, string title) => link is null ? null : $"{page}/reports/conversations?of={Uri.EscapeDataString(link["/api/v1".Length..])}&title={Uri.EscapeDataString(title)}";

    /// <summary>The reports of the week that the mail tells of, by its first and its last day as the page's address has them.</summary>
    private string Week(Period period) =>
        string.Create(CultureInfo.InvariantCulture, $"{page}/reports/managers?from={TimeZoneInfo.ConvertTime(period.From, period.Zone):yyyy-MM-dd}&to={TimeZoneInfo.ConvertTime(period.To.AddSeconds(-1), period.Zone):yyyy-MM-dd}");

    private string Period(Period period) =>
        $"{TimeZoneInfo.ConvertTime(period.From, period.Zone).ToString("m", words.Culture)} – {TimeZoneInfo.ConvertTime(period.To.AddSeconds(-1), period.Zone).ToString("m", words.Culture)}";

    private string Time(Waited waited) => waited.IsLongerThan ? words["moreThan", Span(waited.Ms)] : Span(waited.Ms);

    private string Span(long ms) => TimeSpan.FromMilliseconds(ms) is var time && time.TotalDays >= 2
        ? words["days", Number((int)time.TotalDays), Number(time.Hours)]
        : time.TotalHours >= 1 ? words["hours", Number((int)time.TotalHours), Number(time.Minutes)] : words["minutes", Number((int)Math.Ceiling(time.TotalMinutes))];

    private string Share(Proportion one) => one.Share is { } share ? Percent(share) : "–";

    /// <summary>No line breaks before the sign.</summary>
    private string Percent(double share) => share.ToString("P0", words.Culture).Replace(' ', '\u202f');

    private string Number(int n) => n.ToString("N0", words.Culture);

    private static string A(string? link, string label) => link is null ? E(label) : $"""<a href="{E(link)}" style="color:#2f49b0">{E(label)}</a>""";

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
