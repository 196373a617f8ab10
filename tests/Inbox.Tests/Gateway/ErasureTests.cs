using System.Net;
using Inbox.Gateway;

namespace Inbox.Tests.Gateway;

public sealed class ErasureTests
{
    [Fact]
    public async Task A40_a_person_is_erased_by_who_may_and_the_audit_keeps_the_fact_without_the_content()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = await host.ConversationAsync((await host.AddAccountAsync()).Id, "my secret matter");
        using var agent = await host.AsAsync(Role.Agent);
        using var admin = await host.AsAsync(Role.Admin);
        var person = (await agent.ReadAsync($"/api/v1/conversations/{conversation}")).GetProperty("person").Text("id");

        Assert.Equal(HttpStatusCode.Forbidden, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/people/{person}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/people/{person}")).StatusCode);

        Assert.DoesNotContain("secret", (await admin.ReadAsync($"/api/v1/conversations/{conversation}/messages")).ToString(), StringComparison.Ordinal);
        var audit = (await admin.ReadAsync("/api/v1/audit")).ToString();
        Assert.Contains("person-erased", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", audit, StringComparison.Ordinal);
    }
}
