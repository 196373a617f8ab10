using System.Text;
using Inbox.Gateway;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

/// <summary>Tables of reports as spreadsheets open them.</summary>
public sealed class ReportCsvTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_same_figures_come_as_JSON_and_as_CSV(string database)
    {
        await using var host = await GatewayHost.StartAsync((_, o) => o with { PublicUrl = "http://inbox.example/" }, postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        foreach (var hours in (int[])[1, 2, 3, 4, 5])
            await ReportTests.AskAsync(host, account, hours);
        using var manager = await host.AsAsync(Role.Manager);

        var row = Assert.Single((await manager.ReadAsync("/api/v1/reports/response-times?groupBy=account")).GetProperty("rows").EnumerateArray());
        Assert.Equal((account, 5, 4), (row.Text("key"), row.GetProperty("n").GetInt32(), row.GetProperty("answered").GetInt32()));
        Assert.Equal(3 * 3_600_000, row.GetProperty("calendar").GetProperty("median").GetProperty("ms").GetInt64());

        foreach (var (language, separator, half, header) in new[] { ("en", ',', "0.25", (string[])["key", "name", "asks", "answered"]), ("fr", ';', "0,25", ["clé", "nom", "questions", "répondues"]) })
        {
            var answer = await manager.SendAsync(HttpMethod.Get, $"/api/v1/reports/response-times?groupBy=account&format=csv&language={language}");
            Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
            var lines = Sheet.Read(Encoding.UTF8.GetString(bytes[3..]), separator);
            Assert.Equal(header, lines[0][..4]);
            Assert.Equal([account, "Support", "5", "4"], lines[1][..4]);
            Assert.Contains($"{separator}{half}{separator}4{separator}", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.StartsWith("http://inbox.example/reports/conversations?of=%2Freports%2Fresponse-times%2Fconversations%3F", lines[1][^1], StringComparison.Ordinal);
            Assert.EndsWith("&title=Support", lines[1][^1], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("fr-CH, fr;q=0.9, en;q=0.8", "", "clé")]
    [InlineData("de, en;q=0.5, fr;q=0.4", "", "key")]
    [InlineData("en", "&language=fr", "clé")]
    [InlineData("fr", "&language=en", "key")]
    [InlineData(null, "", "key")]
    public async Task A_table_is_in_the_language_that_is_asked_for_or_else_in_one_that_the_reader_accepts(string? accepted, string asked, string header)
    {
        await using var host = await GatewayHost.StartAsync();
        using var manager = await host.AsAsync(Role.Manager);
        if (accepted is not null)
            manager.DefaultRequestHeaders.Add("Accept-Language", accepted);

        var csv = await (await manager.SendAsync(HttpMethod.Get, $"/api/v1/reports/staffing?format=csv{asked}")).Content.ReadAsStringAsync(Cancel);

        Assert.Equal(header, Sheet.Read(csv, header == "key" ? ',' : ';')[0][0]);
    }

    [Fact]
    public void Both_languages_say_the_same_values_and_French_every_column()
    {
        var (english, french) = (ReportWords.In("en"), ReportWords.In("fr"));
        Assert.Equal(english.Keys.Order(), french.Keys.Where(k => k.Contains('.', StringComparison.Ordinal)).Order());
        Assert.Equal(
            ["adresse", "clé", "en attente", "médiane s", "questions", "verdict"],
            ((string[])["url", "key", "waiting", "median s", "asks", "verdict"]).Select(french.Column).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ids_of_staff_and_teams_have_their_names_beside_them()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        await ReportTests.AskAsync(host, account, 1);
        await ReportTests.AskAsync(host, account, 5);
        using var manager = await host.AsAsync(Role.Admin);
        await host.Get<Database>().WriteAsync(
            async t =>
            {
                await t.RunAsync("insert into teams (id, name, created_at) values ('t1', '=Support', 0)", new { }, Cancel);
                await t.RunAsync("insert into team_accounts (team_id, account_id) values ('t1', @account)", new { account }, Cancel);
                await t.RunAsync("insert into staff (id, email, email_key, name, role, created_at) values ('s1', 's1@shop.example', 's1@shop.example', 'Anna; Lise', 'Agent', 0)", new { }, Cancel);
                await t.RunAsync("update asks set answered_by = 's1' where answered_at is not null", new { }, Cancel);
            },
            Cancel);

        foreach (var (by, names) in new[] { ("team", (string[])["'=Support"]), ("staff", ["Anna; Lise", "Pas encore de réponse"]), ("channel", ["email"]), ("none", [""]) })
        {
            var csv = await (await manager.SendAsync(HttpMethod.Get, $"/api/v1/reports/response-times?groupBy={by}&format=csv&language=fr")).Content.ReadAsStringAsync(Cancel);
            Assert.Equal(names, Sheet.Read(csv, ';').Skip(1).Select(l => l[1]).Order(StringComparer.Ordinal));
        }
    }
}
