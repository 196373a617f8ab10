using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Inbox.Gateway;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task An_address_asked_with_a_method_it_does_not_take_names_those_it_takes()
    {
        await using var host = await GatewayHost.StartAsync(WithPage);
        using var agent = await host.AsAsync(Role.Agent);
        foreach (var (method, path, allowed) in ((HttpMethod, string, string)[])[
            (HttpMethod.Delete, "/api/v1/me", "GET, PATCH"), (HttpMethod.Put, "/api/v1/conversations/0190", "GET"), (HttpMethod.Get, "/api/v1/session/claim", "POST")])
        {
            var answer = await agent.SendAsync(method, path);
            Assert.Equal((HttpStatusCode.MethodNotAllowed, allowed), (answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)));
            Assert.Contains($"{method} is not taken at this address; {allowed} is.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_of_one_member_says_nothing_in_the_session_of_another()
    {
        await using var host = await GatewayHost.StartAsync();
        var path = $"/api/v1/conversations/{await host.ConversationAsync((await host.AddAccountAsync()).Id)}";
        var (anna, bert) = (await host.AddAsync(Role.Agent), await host.AddAsync(Role.Agent));
        using var session = host.As(await host.SessionAsync(bert));
        using var token = await host.WithTokenAsync(Role.Agent);
        async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string to, object body, string page)
        {
            using var request = new HttpRequestMessage(method, path + to) { Content = JsonContent.Create(body), Headers = { { "X-Inbox-Staff", page } } };
            return await client.SendAsync(request, Cancel);
        }

        foreach (var (method, to, body) in ((HttpMethod, string, object)[])[
            (HttpMethod.Put, "/draft", new { text = "Bert is slow" }), (HttpMethod.Post, "/notes", new { clientId = "n1", text = "Bert is slow" }), (HttpMethod.Post, "/replies", new { clientId = "r1", text = "Hi", seenVersion = 1 })])
        {
            var refused = await Send(session, method, to, body, anna);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Contains("Somebody else has signed in here", (await refused.JsonAsync()).Text("detail"), StringComparison.Ordinal);
        }
        Assert.Equal(JsonValueKind.Null, (await session.ReadAsync(path)).GetProperty("draft").ValueKind);
        Assert.Single((await session.ReadAsync($"{path}/messages")).GetProperty("items").EnumerateArray());

        var mine = await Send(session, HttpMethod.Put, "/draft", new { text = "Mine" }, bert);
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await session.SendAsync(HttpMethod.Put, $"{path}/draft", new { text = "Mine too", updatedAt = (await mine.JsonAsync()).Text("updatedAt") })).StatusCode);
        Assert.True((await token.SendAsync(HttpMethod.Post, $"{path}/notes", new { clientId = "n2", text = "From a program" })).IsSuccessStatusCode);
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
    public async Task The_page_learns_whether_this_is_a_demo_and_where_the_world_reaches_it()
    {
        await using (var host = await GatewayHost.StartAsync())
            Assert.False((await host.Stranger().ReadAsync("/api/v1/setup")).GetProperty("demo").GetBoolean());
        await using var demo = await GatewayHost.StartAsync((_, options) => options with { IsDemo = true, PublicUrl = "https://inbox.example/" });
        var setup = await demo.Stranger().ReadAsync("/api/v1/setup");
        Assert.True(setup.GetProperty("demo").GetBoolean());
        Assert.Equal("https://inbox.example", setup.Text("publicUrl"));
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

    [Fact]
    public async Task Nothing_makes_keys_that_would_be_written_into_a_home_folder()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Null(host.Services.GetService<IDataProtectionProvider>());
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Stranger().SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
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
