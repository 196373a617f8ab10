using System.Net;
using System.Text;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_same_figures_come_as_JSON_and_as_CSV(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        foreach (var hours in (int[])[1, 2, 3, 4, 5])
            await AskAsync(host, account, hours);
        using var manager = await host.AsAsync(Role.Manager);

        var row = Assert.Single((await manager.ReadAsync("/api/v1/reports/response-times?groupBy=account")).GetProperty("rows").EnumerateArray());
        Assert.Equal((account, 5, 4), (row.Text("key"), row.GetProperty("n").GetInt32(), row.GetProperty("answered").GetInt32()));
        Assert.Equal(3 * 3_600_000, row.GetProperty("calendar").GetProperty("median").GetProperty("ms").GetInt64());

        foreach (var (language, separator, half) in new[] { ("en", ',', "0.25"), ("fr", ';', "0,25") })
        {
            var answer = await manager.SendAsync(HttpMethod.Get, $"/api/v1/reports/response-times?groupBy=account&format=csv&language={language}");
            Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
            var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
            Assert.Equal(lines[0].Split(separator).Length, lines[1].Split(separator).Length);
            Assert.StartsWith($"\"{account}\"{separator}5{separator}4{separator}", lines[1], StringComparison.Ordinal);
            Assert.EndsWith($"{half}{separator}4", lines[1], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("groupBy=likes", "groupBy")]
    [InlineData("from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "from")]
    [InlineData("from=1990-01-01T00:00:00Z", "from")]
    [InlineData("zone=Europe/Atlantis", "zone")]
    [InlineData("format=xls", "format")]
    public async Task A_question_that_cannot_be_answered_says_what_is_wrong_with_it(string query, string key)
    {
        await using var host = await GatewayHost.StartAsync();
        using var manager = await host.AsAsync(Role.Manager);

        var answer = await manager.SendAsync(HttpMethod.Get, $"/api/v1/reports/response-times?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await answer.JsonAsync()).GetProperty("errors").TryGetProperty(key, out _));
    }

    [Fact]
    public async Task A31_what_a_caller_may_not_read_is_not_counted_for_them_either()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        await AskAsync(host, account, 1);
        var team = Id.New(host.Clock);
        await host.Get<Database>().WriteAsync(
            async t =>
            {
                await t.RunAsync("insert into teams (id, name, created_at) values (@team, 'Others', 0)", new { team }, Cancel);
                await t.RunAsync("insert into team_accounts (team_id, account_id) values (@team, @account)", new { team, account }, Cancel);
            },
            Cancel);
        using var outsider = await host.AsAsync(Role.Marketer);

        foreach (var query in (string[])["", $"?account={account}", "?groupBy=staff"])
            Assert.Empty((await outsider.ReadAsync($"/api/v1/reports/response-times{query}")).GetProperty("rows").EnumerateArray());
    }

    private static async Task AskAsync(GatewayHost host, string account, int hours)
    {
        var conversation = await host.ConversationAsync(account, name: $"Person {hours}");
        var at = host.Clock.GetUtcNow().AddHours(-6).ToUnixTimeMilliseconds();
        await host.Get<Database>().WriteAsync(
            t => t.RunAsync(
                "insert into asks (id, conversation_id, account_id, asked_at, answered_at, first, in_hours) values (@id, @conversation, @account, @at, @answered, true, @inHours)",
                new { id = Id.New(host.Clock), conversation, account, at, answered = hours == 5 ? (long?)null : at + hours * 3_600_000L, inHours = hours == 5 ? (bool?)null : hours > 1 }, Cancel),
            Cancel);
    }
}
