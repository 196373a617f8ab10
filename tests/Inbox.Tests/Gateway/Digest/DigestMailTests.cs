using Inbox.Gateway;
using Inbox.Insights;

namespace Inbox.Tests.Gateway.Digest;

/// <summary>What the weekly mail shows beside its first figures.</summary>
public sealed class DigestMailTests
{
    [Theory]
    [InlineData("en", "Time to answer, by account", "4 h 30 min (12 questions)", "nobody is listening (0 of 30 posts)")]
    [InlineData("fr", "Délai de réponse, par compte", "4 h 30 min (12 questions)", "personne n’écoute (0 publications sur 30)")]
    public void Accounts_stand_with_how_long_people_waited_there_and_whether_anybody_listens(string language, string title, string waited, string heard)
    {
        var week = new Period(new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        var figures = new DigestFigures(week, null, null, null, null, [], [])
        {
            Waits = [Wait("slow", 4.5, 12), Wait("quick", 0.5, 30)],
            Channels = [new() { Key = "slow", Channel = "page", Listening = new(0, 30), Verdict = ListeningVerdict.Nobody, Link = "/api/v1/reports/channels/conversations?key=slow" }],
            Names = new Dictionary<string, string> { ["slow"] = "Fern <& Fig>", ["quick"] = "Shop" },
        };
        var mail = new DigestMail(DigestWords.In(language), "http://inbox.example");
        var (text, html) = (mail.Text(figures, "http://inbox.example/stop"), mail.Html(figures, "http://inbox.example/stop"));

        Assert.Contains($"{title}\n- Fern <& Fig>", text, StringComparison.Ordinal);
        Assert.Contains(waited, text, StringComparison.Ordinal);
        Assert.Contains(heard, text, StringComparison.Ordinal);
        Assert.Contains("http://inbox.example/reports/conversations?of=%2Freports%2Fchannels%2Fconversations%3Fkey%3Dslow", text, StringComparison.Ordinal);
        Assert.Contains("Fern &lt;&amp; Fig&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<td width=\"11%\" height=\"12\"", html, StringComparison.Ordinal); // half an hour beside four and a half
    }

    private static TimeToAnswer Wait(string account, double hours, int n) => new()
    {
        Key = account, N = n, Calendar = new(n, new((long)TimeSpan.FromHours(hours).TotalMilliseconds, false), new((long)TimeSpan.FromHours(hours).TotalMilliseconds, false)), Link = "/api/v1/reports/response-times/conversations",
    };
}
