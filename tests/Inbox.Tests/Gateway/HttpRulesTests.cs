using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Inbox.Contracts;
using Inbox.Gateway;

namespace Inbox.Tests.Gateway;

public sealed class HttpRulesTests
{
    [Fact]
    public async Task A15_security_headers_stand_on_every_response()
    {
        await using var host = await GatewayHost.StartAsync(WithPage);
        using var agent = await host.AsAsync(Role.Agent);
        foreach (var (method, path) in ((HttpMethod, string)[])[
            (HttpMethod.Get, "/"), (HttpMethod.Get, "/assets/app-1a2b3c4d.js"), (HttpMethod.Get, "/assets/none.js"), (HttpMethod.Get, "/api/v1/me"), (HttpMethod.Get, "/api/v1/nothing"),
            (HttpMethod.Post, "/api/v1/session"), (HttpMethod.Get, "/openapi/v1.json"), (HttpMethod.Get, "/hooks/none/none"), (HttpMethod.Get, "/live"), (HttpMethod.Get, "/api/v1/audit")])
        {
            var answer = await agent.SendAsync(method, path);
            string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : "";
            var policy = Header("Content-Security-Policy");
            foreach (var rule in (string[])["default-src 'self'", "script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
                Assert.True(policy.Contains(rule, StringComparison.Ordinal), $"{rule} is missing on {path}: {policy}");
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header("Referrer-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
            Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task The_page_is_served_for_its_own_addresses_and_never_for_those_of_the_api()
    {
        await using var host = await GatewayHost.StartAsync(WithPage);
        using var browser = host.Stranger();
        var page = await browser.SendAsync(HttpMethod.Get, "/conversations/0190");
        var asset = await browser.SendAsync(HttpMethod.Get, "/assets/app-1a2b3c4d.js");

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        foreach (var path in (string[])["/api/v1/nothing", "/api", "/hooks/email", "/hooks", "/health/none", "/assets/old-0000.js"])
        {
            var answer = await browser.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A16_a_change_through_a_session_needs_our_header_and_an_origin_of_ours()
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);
        async Task<HttpStatusCode> Change(Action<HttpRequestHeaders> set)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/me") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            set(request.Headers);
            return (await agent.SendAsync(request, Cancel)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Change(h => h.Add("Origin", host.Url)));
        Assert.Equal(HttpStatusCode.Forbidden, await Change(h => h.Add("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await Change(h => h.Add("Origin", "null")));
        agent.DefaultRequestHeaders.Remove("X-Inbox");
        Assert.Equal(HttpStatusCode.Forbidden, await Change(_ => { }));
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
        using var program = await host.WithTokenAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.OK, (await program.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "T" })).StatusCode);
    }

    [Fact]
    public async Task B56_links_carry_the_configured_address_whatever_the_request_claims()
    {
        await using var host = await GatewayHost.StartAsync((_, options) => options with { PublicUrl = "http://inbox.example" });
        using var admin = await host.AsAsync(Role.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/staff")
        {
            Content = new StringContent("""{"email":"bo@example.com","name":"Bo","role":"agent"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        var answer = await admin.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.StartsWith("http://inbox.example/welcome#", (await answer.JsonAsync()).Text("link"), StringComparison.Ordinal);
        using var evil = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        evil.Headers.Add("Origin", "http://evil.example");
        evil.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Stranger().SendAsync(evil, Cancel)).StatusCode);
    }

    [Fact]
    public async Task B57_fields_that_are_not_mine_to_set_are_not_set()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.AddAsync(Role.Agent, "ada@example.com");
        using var agent = host.As(await host.SessionAsync(id));
        var answer = await agent.SendAsync(HttpMethod.Patch, "/api/v1/me", new { name = "Ada", role = "admin", accountId = "x", emailVerified = true, email = "evil@example.com", id = "x" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var me = await agent.ReadAsync("/api/v1/me");
        Assert.Equal(("agent", "ada@example.com", id, "Ada"), (me.Text("role"), me.Text("email"), me.Text("id"), me.Text("name")));
    }

    [Fact]
    public async Task B60_a_body_over_the_limit_is_answered_with_413_as_json()
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);
        foreach (var chunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/attachments?name=big.bin") { Content = new ByteArrayContent(new byte[30_000_001]) };
            request.Headers.TransferEncodingChunked = chunked;
            var answer = await agent.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(413, (await answer.JsonAsync()).GetProperty("status").GetInt32());
        }
    }

    [Theory]
    [InlineData("""{"email": {"$gt": ""}, "password": "x"}""")]
    [InlineData("""{"email": "a", "email": "b", "password": "x"}""")]
    [InlineData("""{"email": "\ud800", "password": "x"}""")]
    [InlineData("""{"email": 1e400, "password": "x"}""")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task B53_json_that_is_none_of_ours_is_a_bad_request(string body)
    {
        await using var host = await GatewayHost.StartAsync();
        var answer = await host.Stranger().PostAsync("/api/v1/session", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task B53_json_nested_10000_deep_is_a_bad_request()
    {
        await using var host = await GatewayHost.StartAsync();
        var body = "{\"email\":" + new string('[', 10_000) + new string(']', 10_000) + "}";
        var answer = await host.Stranger().PostAsync("/api/v1/session", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A10_what_is_too_long_is_named_by_its_field()
    {
        await using var host = await GatewayHost.StartAsync();
        using var admin = await host.AsAsync(Role.Admin);
        var answer = await admin.SendAsync(HttpMethod.Post, "/api/v1/staff", new { email = "a@b.example", name = new string('x', 101), role = "agent" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await answer.JsonAsync()).GetProperty("errors").TryGetProperty("name", out _));
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "x", role = "emperor" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "x", role = 3 })).StatusCode);
    }

    [Fact]
    public async Task A28_forwarded_addresses_count_only_from_configured_proxies()
    {
        async Task<string> AddressSeen(Func<string, GatewayOptions, GatewayOptions>? change)
        {
            await using var host = await GatewayHost.StartAsync(change);
            using var client = host.Stranger();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
            await client.SendAsync(HttpMethod.Post, "/api/v1/session", new { email = "no@example.com", password = "wrong password" });
            var entries = (await (await host.AsAsync(Role.Admin)).ReadAsync("/api/v1/audit")).GetProperty("items");
            return entries.EnumerateArray().First(e => e.Text("action") == "sign-in-failed").Text("address");
        }

        Assert.Equal("127.0.0.1", await AddressSeen(null));
        Assert.Equal("127.0.0.1", await AddressSeen((_, o) => o with { TrustedProxies = ["10.0.0.0/8"] }));
        Assert.Equal("198.51.100.7", await AddressSeen((_, o) => o with { TrustedProxies = ["127.0.0.0/8"] }));
    }

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
        Assert.Equal("previously next related suggested copy", Words("RelatedShown", "relation"));
    }

    [Fact]
    public async Task B35_only_the_document_for_a_mails_pictures_may_load_any_from_elsewhere_and_nothing_runs_in_it()
    {
        await using var host = await GatewayHost.StartAsync(WithPage);
        async Task<Dictionary<string, string>> Policy(string path)
        {
            var answer = await host.Stranger().SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries)
                .Select(rule => rule.Split(' ', 2)).ToDictionary(rule => rule[0], rule => rule.Length > 1 ? rule[1] : "");
        }
        var (page, frame) = (await Policy("/waiting"), await Policy("/mail-frame.html"));

        Assert.Equal("'self' data: blob:", page["img-src"]);
        Assert.Equal("'self'", page["script-src"]);
        Assert.Equal("'self' data: blob: https: http:", frame["img-src"]);
        Assert.Equal("'none'", frame["default-src"]);
        Assert.DoesNotContain(frame.Keys, rule => rule is "script-src" or "connect-src" or "frame-src" or "object-src" or "media-src");
        Assert.DoesNotContain("allow-scripts", frame["sandbox"], StringComparison.Ordinal);
        Assert.Equal("'self'", frame["frame-ancestors"]);
        Assert.Equal("'none'", (await Policy("/sign-in"))["frame-ancestors"]);
    }

    [Fact]
    public async Task The_page_learns_whether_this_is_a_demo()
    {
        await using (var host = await GatewayHost.StartAsync())
            Assert.False((await host.Stranger().ReadAsync("/api/v1/setup")).GetProperty("demo").GetBoolean());
        await using (var demo = await GatewayHost.StartAsync((_, options) => options with { IsDemo = true }))
            Assert.True((await demo.Stranger().ReadAsync("/api/v1/setup")).GetProperty("demo").GetBoolean());
    }

    [Fact]
    public async Task Strangers_do_not_fill_the_log_with_their_401s()
    {
        await using var host = await GatewayHost.StartAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.Stranger().SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);

        Assert.DoesNotContain(host.Logged, line => line.Contains("challenged", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(host.Logged, line => line.Contains("Now listening", StringComparison.Ordinal));
    }

    private static GatewayOptions WithPage(string folder, GatewayOptions options)
    {
        Directory.CreateDirectory(Path.Combine(folder, "dist", "assets"));
        File.WriteAllText(Path.Combine(folder, "dist", "index.html"), "<!doctype html><title>Inbox</title>");
        File.WriteAllText(Path.Combine(folder, "dist", "mail-frame.html"), "<!doctype html><title>-</title>");
        File.WriteAllText(Path.Combine(folder, "dist", "assets", "app-1a2b3c4d.js"), "export {}");
        return options with { PageFolder = Path.Combine(folder, "dist") };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
