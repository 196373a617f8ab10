using System.Net;
using System.Text.Json;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class HealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_tells_how_it_does_how_long_its_token_lives_and_whether_its_webhook_is_verified()
    {
        await using var host = await GatewayHost.StartAsync();
        var (accounts, account) = (host.Get<Accounts>(), await host.AddAccountAsync());
        using var agent = await host.AsAsync(Role.Agent);

        var before = await agent.ReadAsync($"/api/v1/accounts/{account.Id}/health");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (before.GetProperty("tokenDaysLeft").ValueKind, before.GetProperty("webhook").ValueKind));

        await accounts.SetHealthAsync(account.Id, HealthState.Yellow, "Ends soon.", Cancel);
        Assert.True(await accounts.SetTokenEndAsync(account.Id, host.Clock.GetUtcNow().AddDays(6.5), Cancel));
        Assert.False(await accounts.SetTokenEndAsync(account.Id, host.Clock.GetUtcNow().AddDays(6.5), Cancel));
        await accounts.SetHookAsync(account.Id, delivered: false, Cancel);
        var health = await agent.ReadAsync($"/api/v1/accounts/{account.Id}/health");
        Assert.Equal(("yellow", "Ends soon.", 6), (health.Text("state"), health.Text("reason"), health.GetProperty("tokenDaysLeft").GetInt32()));
        Assert.Equal(host.Clock.GetUtcNow().AddDays(6.5), health.GetProperty("tokenEndsAt").GetDateTimeOffset());
        Assert.True(health.GetProperty("webhook").GetProperty("verified").GetBoolean());
        Assert.Equal(JsonValueKind.Null, health.GetProperty("webhook").GetProperty("lastDeliveryAt").ValueKind);

        await accounts.SetHookAsync(account.Id, delivered: true, Cancel);
        host.Clock.Advance(TimeSpan.FromDays(7));
        using var back = await host.AsAsync(Role.Agent);
        var later = Assert.Single((await back.ReadAsync("/api/v1/accounts")).GetProperty("items").EnumerateArray().ToList()).GetProperty("health");
        Assert.Equal(0, later.GetProperty("tokenDaysLeft").GetInt32());
        Assert.Equal(host.Clock.GetUtcNow().AddDays(-7), later.GetProperty("webhook").GetProperty("lastDeliveryAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Another_secret_leaves_the_webhook_unverified_and_one_that_is_the_same_or_was_refused_does_not()
    {
        await using var host = await GatewayHost.StartAsync();
        var (accounts, account) = (host.Get<Accounts>(), (await host.AddAccountAsync()).Id);
        using var admin = await host.AsAsync(Role.Admin);
        async Task<(HttpStatusCode, DateTimeOffset?, DateTimeOffset?)> SetAsync(object settings)
        {
            var answer = await admin.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{account}", new { settings });
            var known = (await accounts.FindAsync(account, Cancel))!;
            return (answer.StatusCode, known.HookVerifiedAt, known.HookDeliveredAt);
        }
        Assert.Equal(HttpStatusCode.OK, (await SetAsync(new { password = "first" })).Item1);
        await accounts.SetHookAsync(account, delivered: true, Cancel);
        var now = host.Clock.GetUtcNow();

        Assert.Equal((HttpStatusCode.OK, now, now), await SetAsync(new { password = "first", imapHost = "mail.example.com" }));
        host.Get<Checker>().Problems = [new("password", "It is wrong.")];
        Assert.Equal((HttpStatusCode.UnprocessableEntity, now, now), await SetAsync(new { password = "second" }));
        host.Get<Checker>().Problems = [];
        Assert.Equal((HttpStatusCode.OK, null, null), await SetAsync(new { password = "second" }));
    }
}
