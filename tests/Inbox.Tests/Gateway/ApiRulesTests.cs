using System.Net;
using System.Security.Cryptography;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Servers;

namespace Inbox.Tests.Gateway;

public sealed class ApiRulesTests
{
    [Fact]
    public async Task A_secret_of_an_account_goes_in_and_never_comes_out_and_a_bad_one_leaves_no_account()
    {
        await using var host = await GatewayHost.StartAsync();
        using var admin = await host.AsAsync(Role.Admin);
        var body = new { channel = "email", name = "Support", settings = new { address = "s@example.com", user = "s", password = "hunter2secret", imapHost = "imap.example.com", smtpHost = "smtp.example.com" } };
        host.Checker.Problems = [new SettingProblem("password", "The server refused the password.")];
        var refused = await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("The server refused the password.", (await refused.JsonAsync()).GetProperty("errors").GetProperty("password")[0].GetString());
        Assert.Empty((await admin.ReadAsync("/api/v1/accounts")).GetProperty("items").EnumerateArray());

        host.Checker.Problems = [];
        var added = await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", body);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var id = (await added.JsonAsync()).Text("id");
        foreach (var path in (string[])["/api/v1/accounts", "/api/v1/audit", $"/api/v1/accounts/{id}/health"])
            Assert.DoesNotContain("hunter2secret", (await admin.ReadAsync(path)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("hunter2secret", (await host.Get<Inbox.Storage.Accounts>().SecretsAsync(id, Cancel))["password"]);
        host.Checker.Problems = [new SettingProblem("imapHost", "No answer.")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { settings = new { imapHost = "wrong" } })).StatusCode);
        var kept = (await admin.ReadAsync("/api/v1/accounts")).GetProperty("items")[0];
        Assert.Equal("imap.example.com", kept.GetProperty("settings").Text("imapHost"));
        Assert.Equal("hunter2secret", (await host.Get<Inbox.Storage.Accounts>().SecretsAsync(id, Cancel))["password"]);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/accounts/{id}")).StatusCode);
    }

    [Fact]
    public async Task An_account_with_only_an_address_takes_imports_and_is_not_tried()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Checker.Problems = [new SettingProblem(null, "Must not be asked.")];
        using var admin = await host.AsAsync(Role.Admin);
        var added = await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", new { channel = "email", name = "Archive", settings = new { address = "old@example.com" } });

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.True((await added.JsonAsync()).GetProperty("importOnly").GetBoolean());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", new { channel = "email", name = "x", settings = new { adress = "typo" } })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", new { channel = "pigeon", name = "x" })).StatusCode);
    }

    [Fact]
    public async Task A38_the_audit_is_append_only_and_a_changed_row_shows()
    {
        await using var host = await GatewayHost.StartAsync();
        var audit = host.Get<AuditTrail>();
        for (var i = 0; i < 5; i++)
            await audit.NoteAsync(new("test", null, "192.0.2.1", $"subject {i}", "one\r\nline"), Cancel);
        var database = host.Get<Inbox.Storage.Database>();

        Assert.Null(await audit.FirstBrokenAsync(Cancel));
        Assert.DoesNotContain("\n", (await audit.ListAsync(long.MaxValue, 1, Cancel))[0].Detail, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync("update audit set action = 'forged' where seq = 3"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync("delete from audit where seq = 3"));
        await RunAsync("drop trigger audit_keeps_rows");
        await RunAsync("update audit set action = 'forged' where seq = 3");
        Assert.Equal(3, await audit.FirstBrokenAsync(Cancel));

        Task RunAsync(string sql) => database.WriteAsync(t => Inbox.Storage.Sql.RunAsync(t, sql, null, Cancel), Cancel);
    }

    [Fact]
    public async Task The_description_of_the_api_is_complete_enough_to_generate_types_from()
    {
        await using var host = await GatewayHost.StartAsync();
        var api = await host.Stranger().ReadAsync("/openapi/v1.json");
        var schemas = api.GetProperty("components").GetProperty("schemas");

        foreach (var name in (string[])["CardShown", "ConversationShown", "MessageShown", "Me", "AccountShown", "StaffMember", "Team", "ReplyBody"])
            Assert.True(schemas.TryGetProperty(name, out _), $"{name} is missing: {string.Join(" ", schemas.EnumerateObject().Select(s => s.Name))}");
        var received = schemas.GetProperty("MessageShown").GetProperty("properties").GetProperty("receivedAt");
        Assert.Equal(("string", "date-time"), (received.Text("type"), received.Text("format")));
        Assert.Equal(["agent", "marketer", "manager", "admin"], schemas.GetProperty("Role").GetProperty("enum").EnumerateArray().Select(e => e.GetString()!));
        foreach (var path in api.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
                foreach (var parameter in operation.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : default)
                    Assert.True(parameter.TryGetProperty("schema", out _) && parameter.Text("in") is "path" or "query", $"{operation.Name} {path.Name} {parameter.GetRawText()}");
    }

    [Fact]
    public async Task The_description_names_every_word_that_a_state_can_be()
    {
        await using var host = await GatewayHost.StartAsync();
        var schemas = (await host.Stranger().ReadAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        string Words(string schema, string property) => string.Join(" ", schemas.GetProperty(schema).GetProperty("properties").GetProperty(property).GetProperty("enum").EnumerateArray().Select(e => e.GetString()));

        Assert.Equal("waiting open snoozed closed", Words("CardShown", "state"));
        Assert.Equal("waiting open snoozed closed", Words("ConversationShown", "state"));
        Assert.Equal("private public", Words("CardShown", "visibility"));
        Assert.Equal("in out", Words("MessageShown", "direction"));
        Assert.Equal("message note event", Words("MessageShown", "kind"));
        Assert.StartsWith("queued sending sent failed unconfirmed", Words("MessageShown", "state"), StringComparison.Ordinal);
        Assert.Equal("previously next continues continuedBy related suggested copy", Words("RelatedShown", "relation"));
    }

    [Fact]
    public async Task The_pages_types_were_generated_from_this_description()
    {
        await using var host = await GatewayHost.StartAsync();
        var description = await (await host.Stranger().GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel)).Content.ReadAsByteArrayAsync(Cancel);
        var head = File.ReadLines(Path.Combine(Repository.Root, "web", "src", "api", "schema.ts")).First();

        Assert.True(
            head.Contains(Convert.ToHexStringLower(SHA256.HashData(description)), StringComparison.Ordinal),
            $"The API's description changed: start Inbox and run 'npm run api' in web. schema.ts begins with: {head}");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
