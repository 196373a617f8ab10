using System.Net;
using System.Text.Json;
using Inbox.Gateway;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class GapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Another_gap_of_an_account_changes_the_figures_of_its_past_at_once(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        foreach (var name in (string[])["Anna", "Bob", "Carla", "Dan", "Eve"])
        {
            var talk = await host.ConversationAsync(account, "Where is my parcel?", name);
            await host.SayAsync(talk, "out", 1, "It comes tomorrow.");
            await host.SayAsync(talk, "in", 24 * 5, "Do you have it in blue?");
            await host.SayAsync(talk, "out", 24 * 5 + 2, "We do.");
        }
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update messages set calls = 'answer' where direction = 'in'", null, Cancel), Cancel);
        host.Clock.Advance(TimeSpan.FromDays(100));
        using var admin = await host.AsAsync(Role.Admin);
        Task<HttpResponseMessage> Set(string days, object? more = null) => admin.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{account}", new { settings = more ?? new { gapDays = days } });

        Assert.Equal("10", (await (await Set("10")).JsonAsync()).GetProperty("settings").Text("gapDays"));
        Assert.Equal((5, 5, 0), await FiguresAsync(admin));
        Assert.Equal(HttpStatusCode.OK, (await Set("3")).StatusCode);
        Assert.Equal((10, 0, 5), await FiguresAsync(admin));

        host.Get<Checker>().Problems = [new("imapHost", "Nobody lives there.")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Set("", new { gapDays = "10", imapHost = "mail.example.com" })).StatusCode);
        Assert.Equal((10, 0, 5), await FiguresAsync(admin));
        Assert.Equal(HttpStatusCode.OK, (await Set("")).StatusCode);
        Assert.Equal((5, 5, 0), await FiguresAsync(admin));
    }

    [Theory, InlineData("0"), InlineData("366"), InlineData("3.5"), InlineData("-1"), InlineData("soon")]
    public async Task A_gap_that_is_no_number_of_days_is_refused_with_a_reason(string days)
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        using var admin = await host.AsAsync(Role.Admin);

        var answer = await admin.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{account}", new { settings = new { gapDays = days } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal($"'{days}' is no number of days from 1 to 365.", (await answer.JsonAsync()).GetProperty("errors").GetProperty("gapDays")[0].GetString());
    }

    /// <summary>First answers, later ones, and second dates.</summary>
    private static async Task<(int First, int Next, int Dates)> FiguresAsync(HttpClient admin)
    {
        var times = Assert.Single((await admin.ReadAsync("/api/v1/reports/response-times?from=2020-01-01T00:00:00Z")).GetProperty("rows").EnumerateArray());
        var dates = Assert.Single((await admin.ReadAsync("/api/v1/reports/second-dates?from=2020-01-01T00:00:00Z")).GetProperty("rows").EnumerateArray());
        return (N(times, "first"), N(times, "next"), dates.GetProperty("returned").GetProperty("k").GetInt32());
    }

    private static int N(JsonElement times, string which) => times.TryGetProperty(which, out var percentiles) && percentiles.ValueKind == JsonValueKind.Object ? percentiles.GetProperty("n").GetInt32() : 0;
}
