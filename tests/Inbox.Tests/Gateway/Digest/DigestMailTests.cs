using Inbox.Gateway;
using Inbox.Insights;

namespace Inbox.Tests.Gateway.Digest;

/// <summary>What the weekly mail shows beside its first figures.</summary>
public sealed class DigestMailTests
{
    [Theory]
    [InlineData("en", "Time to answer, by account", "4 h 30 min (12 questions)", "nobody is listening (0 of 30 posts)")]
    [InlineData("fr", "Délai de réponse, par compte", "4 h 30 min (12 questions)", "personne n’écoute (0 sur 30 publications)")]
    public void Accounts_stand_with_how_long_people_waited_there_and_whether_anybody_listens(string language, string title, string waited, string heard)
    {
        var week = new Period(new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        var figures = new DigestFigures(week, null, null, null, null, [], [])
        {
            Waits = [Wait("slow", 4.5, 12), Wait("quick", 0.5, 30)],
            Channels =
            [
                new() { Key = "slow", Channel = "page", Listening = new(0, 30), Verdict = ListeningVerdict.Nobody, Link = "/api/v1/reports/channels/conversations?key=slow" },
                new() { Key = "quick", Channel = "page", Listening = new(9, 30), Verdict = ListeningVerdict.Somebody, Link = "/api/v1/reports/channels/conversations?key=quick" },
            ],
            Names = new Dictionary<string, string> { ["slow"] = "Fern <& Fig>", ["quick"] = "Shop" },
        };
        var mail = new DigestMail(DigestWords.In(language), "http://inbox.example");
        var (text, html) = (mail.Text(figures, "http://inbox.example/stop"), mail.Html(figures, "http://inbox.example/stop"));

        Assert.Contains($"{title}\n- Fern <& Fig>", text, StringComparison.Ordinal);
        Assert.Contains(waited, text, StringComparison.Ordinal);
        Assert.Contains(heard, text, StringComparison.Ordinal);
        Assert.Contains("http://inbox.example/reports/conversations?of=%2Freports%2Fchannels%2Fconversations%3Fkey%3Dquick%26only%3Drelevant", text, StringComparison.Ordinal);
        Assert.DoesNotContain("key%3Dslow", text, StringComparison.Ordinal); // nothing is behind nobody
        Assert.Contains("Fern &lt;&amp; Fig&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<td width=\"11%\" height=\"12\"", html, StringComparison.Ordinal); // half an hour beside four and a half
    }

    [Theory]
    [InlineData("en", "Answered in target: 75% (3 of 4)", "Target missed: 1 (1 of 4)", "Second dates: at least 20% (expected of 5 people, not a month ago yet)", "- A real exchange: 25% (1)", "3 people, 2 conversations, 1 of them relevant")]
    [InlineData("fr", "Répondues dans l’objectif\u00a0: 75\u202f% (3 sur 4)", "Objectif manqué\u00a0: 1 (1 sur 4)", "Seconds rendez-vous\u00a0: au moins 20\u202f% (attendu de 5 personnes, depuis moins d’un mois)", "- Un vrai échange\u00a0: 25\u202f% (1)", "3 personnes, 2 conversations (pertinentes\u00a0: 1)")]
    public void Its_link_opens_its_own_week_and_targets_second_dates_depth_and_relevant_talks_stand_in_it(string language, params string[] said)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var week = new Period(new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero), new(2026, 3, 8, 23, 0, 0, TimeSpan.Zero), zone);
        var figures = new DigestFigures(
            week, null, new() { N = 4, Monologues = 1, Conversations = 2, Exchanges = 1, Talks = new(3, 4), Link = "/api/v1/reports/depth/conversations?" },
            Wait("all", 1, 4) with { InTarget = new(3, 4), MissedLink = "/api/v1/reports/response-times/conversations?only=missed" }, null, [],
            [new() { Key = "post", AccountId = "a", ContentId = "post", Title = "Our post", At = week.From, People = 3, Talks = 2, Relevant = 1 }])
        {
            Dates = new() { Expected = new(5, 0.2, true), Link = "/api/v1/reports/second-dates/conversations?" },
        };
        var mail = new DigestMail(DigestWords.In(language), "http://inbox.example");
        var (text, html) = (mail.Text(figures, "http://inbox.example/stop"), mail.Html(figures, "http://inbox.example/stop"));

        Assert.Contains("http://inbox.example/reports/managers?from=2026-03-02&to=2026-03-08\n", text, StringComparison.Ordinal);
        Assert.Contains("http://inbox.example/reports/managers?from=2026-03-02&amp;to=2026-03-08", html, StringComparison.Ordinal);
        foreach (var words in said)
            Assert.Contains(words, text, StringComparison.Ordinal);
        foreach (var part in (string[])["missed", "expected", "exchanges"])
            Assert.Contains($"only%3D{part}", text, StringComparison.Ordinal);
    }

    private static TimeToAnswer Wait(string account, double hours, int n) => new()
    {
        Key = account, N = n, Calendar = new(n, new((long)TimeSpan.FromHours(hours).TotalMilliseconds, false), new((long)TimeSpan.FromHours(hours).TotalMilliseconds, false)), Link = "/api/v1/reports/response-times/conversations",
    };
}
