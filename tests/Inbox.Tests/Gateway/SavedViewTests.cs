using System.Net;
using Inbox.Gateway;
using Inbox.Servers;

namespace Inbox.Tests.Gateway;

public sealed class SavedViewTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_view_is_its_owners_until_it_is_shared_and_then_their_teams(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var (mia, tom, eve) = (await host.AddAsync(Role.Marketer), await host.AddAsync(Role.Agent), await host.AddAsync(Role.Agent));
        using var marketer = host.As(await host.SessionAsync(mia));
        using var colleague = host.As(await host.SessionAsync(tom));
        using var other = host.As(await host.SessionAsync(eve));
        async Task<string> Seen(HttpClient by) => string.Join(" ", (await by.ReadAsync("/api/v1/views")).GetProperty("items").EnumerateArray().Select(v => $"{v.Text("name")}{(v.GetProperty("mine").GetBoolean() ? "" : "*")}"));

        await KeepAsync(marketer, "Quarter", "/reports/marketers?days=91", shared: false);
        Assert.Equal(("Quarter", ""), (await Seen(marketer), await Seen(colleague)));
        var id = (await KeepAsync(marketer, "Quarter", "/reports/marketers?days=28", shared: true)).Text("id");
        Assert.Equal(("Quarter", "Quarter*", "Quarter*"), (await Seen(marketer), await Seen(colleague), await Seen(other)));
        Assert.Equal("/reports/marketers?days=28", (await colleague.ReadAsync("/api/v1/views")).GetProperty("items")[0].Text("at"));

        await host.Get<Teams>().SaveAsync(null, "Marketing", [mia, tom], [], TestContext.Current.CancellationToken);
        Assert.Equal(("Quarter*", ""), (await Seen(colleague), await Seen(other)));
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.SendAsync(HttpMethod.Delete, $"/api/v1/views/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await marketer.SendAsync(HttpMethod.Delete, $"/api/v1/views/{id}")).StatusCode);
        Assert.Equal("", await Seen(colleague));
    }

    [Fact]
    public async Task A_view_leads_into_the_reports_alone()
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);

        foreach (var at in (string[])["https://evil.example", "//evil.example/reports/", "/settings", "/reports/../settings", "/reports/\\evil.example"])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Post, "/api/v1/views", new { name = "x", at })).StatusCode);
    }

    [Fact]
    public async Task There_is_an_end_to_what_one_member_keeps_and_a_token_keeps_nothing()
    {
        await using var host = await GatewayHost.StartAsync();
        var mia = await host.AddAsync(Role.Marketer);
        var views = host.Get<SavedViews>();
        for (var i = 0; i < SavedViews.Most; i++)
            Assert.NotNull(await views.SaveAsync(mia, $"{i}", "/reports/marketers", false, TestContext.Current.CancellationToken));

        Assert.Null(await views.SaveAsync(mia, "one more", "/reports/marketers", false, TestContext.Current.CancellationToken));
        Assert.NotNull(await views.SaveAsync(mia, "7", "/reports/managers", true, TestContext.Current.CancellationToken));
        using var token = await host.WithTokenAsync(Role.Manager);
        Assert.Equal(HttpStatusCode.Forbidden, (await token.SendAsync(HttpMethod.Post, "/api/v1/views", new { name = "x", at = "/reports/managers" })).StatusCode);
    }

    private static async Task<System.Text.Json.JsonElement> KeepAsync(HttpClient by, string name, string at, bool shared)
    {
        var answer = await by.SendAsync(HttpMethod.Post, "/api/v1/views", new { name, at, shared });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }
}
