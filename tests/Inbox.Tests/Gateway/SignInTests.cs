using System.Net;
using Inbox.Gateway;

namespace Inbox.Tests.Gateway;

public sealed class SignInTests
{
    [Fact]
    public async Task A25_there_is_no_default_account_and_the_first_administrator_comes_in_by_the_link_that_the_console_shows()
    {
        await using var host = await GatewayHost.StartAsync();
        var browser = host.Stranger();
        Assert.True((await browser.ReadAsync("/api/v1/setup")).GetProperty("needsFirstAdministrator").GetBoolean());

        var link = await host.Get<FirstAdministrator>().LinkAsync(Cancel);
        Assert.StartsWith(host.Url + "/welcome#", link, StringComparison.Ordinal);
        var claimed = await Claim(browser, Token(link!), "ada@example.com");

        Assert.Equal(HttpStatusCode.OK, claimed.StatusCode);
        Assert.Equal("admin", (await browser.ReadAsync("/api/v1/me")).Text("role"));
        Assert.False((await browser.ReadAsync("/api/v1/setup")).GetProperty("needsFirstAdministrator").GetBoolean());
        Assert.Null(await host.Get<FirstAdministrator>().LinkAsync(Cancel));
    }

    [Fact]
    public async Task A24_a_link_works_once_for_48_hours_and_empty_matches_nothing()
    {
        await using var host = await GatewayHost.StartAsync();
        var browser = host.Stranger();
        var first = Token((await host.Get<FirstAdministrator>().LinkAsync(Cancel))!);
        var second = Token((await host.Get<FirstAdministrator>().LinkAsync(Cancel))!);

        foreach (var nothing in (string[])["", " ", "null", new('a', 43)])
            Assert.False((await Claim(browser, nothing)).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Claim(browser, second)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Claim(host.Stranger(), second)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Claim(host.Stranger(), first)).StatusCode);

        var late = Token((await host.Get<StaffMembers>().AddAsync("bo@example.com", "Bo", Role.Agent, Cancel))!.Link);
        host.Clock.Advance(TimeSpan.FromHours(48));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Claim(host.Stranger(), late)).StatusCode);
    }

    [Fact]
    public async Task A19_signing_in_gives_a_new_session_each_time_and_ends_the_one_before()
    {
        await using var host = await GatewayHost.StartAsync();
        await AdministratorAsync(host);
        var first = await SignIn(host.Stranger());
        var old = Cookie(first);
        var second = await host.As(old).SendAsync(HttpMethod.Post, "/api/v1/session", new { email = "ada@example.com", password = GatewayHost.Password });

        Assert.NotEqual(old, Cookie(second));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.As(old).SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.As(Cookie(second)).SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
    }

    [Theory]
    [InlineData(null, "inbox=", false)]
    [InlineData("https://inbox.example", "__Host-inbox=", true)]
    public async Task A14_the_cookie_is_out_of_reach_of_scripts_and_bound_to_this_host_over_tls(string? publicUrl, string name, bool secure)
    {
        await using var host = await GatewayHost.StartAsync((_, options) => options with { PublicUrl = publicUrl });
        var answer = await AdministratorAsync(host);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.StartsWith(name, cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(secure, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A21_a_session_ends_twelve_hours_after_its_last_use_and_thirty_days_after_sign_in()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.AddAsync(Role.Agent);
        var (idle, used) = (host.As(await host.SessionAsync(id)), host.As(await host.SessionAsync(id)));
        for (var hours = 0; hours < 30 * 24; hours += 6)
        {
            Assert.Equal(HttpStatusCode.OK, (await used.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
            if (hours == 12)
                Assert.Equal(HttpStatusCode.Unauthorized, (await idle.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
            host.Clock.Advance(TimeSpan.FromHours(6));
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await used.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task A20_signing_out_disabling_and_a_new_password_end_sessions_at_once()
    {
        await using var host = await GatewayHost.StartAsync();
        var admin = host.As(Cookie(await AdministratorAsync(host)));
        var id = await host.AddAsync(Role.Agent);
        var (one, two) = (host.As(await host.SessionAsync(id)), host.As(await host.SessionAsync(id)));

        Assert.Equal(HttpStatusCode.NoContent, (await one.SendAsync(HttpMethod.Delete, "/api/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await one.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await two.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(HttpMethod.Patch, $"/api/v1/staff/{id}", new { disabled = true })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await two.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);

        var other = host.As(Cookie(await SignIn(host.Stranger())));
        var change = await admin.SendAsync(HttpMethod.Put, "/api/v1/me/password", new { current = GatewayHost.Password, password = "another long password" });
        Assert.Equal(HttpStatusCode.NoContent, change.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await admin.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.As(Cookie(change)).SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("password123", false)]
    [InlineData("Passw0rd", false)]
    [InlineData("aaaaaaaaaaaa", false)]
    [InlineData("ada@example.com", false)]
    [InlineData("lower case only words", true)]
    [InlineData("12 pièces d'échecs", true)]
    public void A22_a_password_is_long_enough_and_not_among_the_first_to_be_tried(string password, bool good) =>
        Assert.Equal(good, PasswordRule.Problem(password, "ada@example.com", "Ada") is null);

    [Fact]
    public void A22_a_password_of_64_characters_is_welcome() => Assert.Null(PasswordRule.Problem(string.Concat(Enumerable.Repeat("abc def!", 8)), null, null));

    [Fact]
    public async Task A26_unknown_known_and_disabled_addresses_get_the_same_answer()
    {
        await using var host = await GatewayHost.StartAsync();
        await AdministratorAsync(host);
        await host.Get<StaffMembers>().AddAsync("new@example.com", "New", Role.Agent, Cancel);
        var answers = new List<string>();
        foreach (var email in (string[])["ada@example.com", "nobody@example.com", "new@example.com"])
        {
            var answer = await SignIn(host.Stranger(), email, "wrong password");
            answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
        }
        Assert.Single(answers.Select(WithoutTrace).Distinct());
    }

    [Fact]
    public async Task A27_guessing_is_slowed_down_is_not_reset_by_success_and_locks_nobody_else_out()
    {
        await using var host = await GatewayHost.StartAsync();
        var limit = host.Get<SignInLimit>();
        await limit.SucceededAsync((await limit.BeginAsync("ada@example.com", "192.0.2.1", Cancel))!, Cancel);
        for (var i = 0; i < SignInLimit.PerPair; i++)
            Assert.NotNull(await limit.BeginAsync("ada@example.com", "203.0.113.9", Cancel));

        Assert.Null(await limit.BeginAsync("Ada@Example.com ", "203.0.113.9", Cancel));
        Assert.NotNull(await limit.BeginAsync("ada@example.com", "192.0.2.1", Cancel));

        for (var i = 0; i < SignInLimit.PerAccount; i++)
            await limit.BeginAsync("ada@example.com", $"198.51.100.{i}", Cancel);
        Assert.Null(await limit.BeginAsync("ada@example.com", "198.51.100.200", Cancel));
        Assert.NotNull(await limit.BeginAsync("ada@example.com", "192.0.2.1", Cancel));
        Assert.NotNull(await limit.BeginAsync("bo@example.com", "192.0.2.1", Cancel));

        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.NotNull(await limit.BeginAsync("ada@example.com", "203.0.113.9", Cancel));
    }

    [Fact]
    public async Task A27_too_many_tries_over_http_are_answered_with_429_even_with_the_right_password()
    {
        await using var host = await GatewayHost.StartAsync();
        await AdministratorAsync(host);
        for (var i = 0; i < SignInLimit.PerPair; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn(host.Stranger(), password: "wrong password")).StatusCode);
        var limited = await SignIn(host.Stranger());

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.True(limited.Headers.Contains("Retry-After"));
    }

    private static async Task<HttpResponseMessage> AdministratorAsync(GatewayHost host)
    {
        var answer = await Claim(host.Stranger(), Token((await host.Get<FirstAdministrator>().LinkAsync(Cancel))!), "ada@example.com");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private static Task<HttpResponseMessage> Claim(HttpClient client, string token, string? email = "ada@example.com") =>
        client.SendAsync(HttpMethod.Post, "/api/v1/session/claim", new { token, email, name = "Ada", password = GatewayHost.Password });

    private static Task<HttpResponseMessage> SignIn(HttpClient client, string email = "ada@example.com", string password = GatewayHost.Password) =>
        client.SendAsync(HttpMethod.Post, "/api/v1/session", new { email, password });

    private static string Token(string link) => link.Split('#')[1];

    private static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Last().Split(';')[0].Split('=', 2)[1];

    private static string WithoutTrace(string answer) => answer.Split("\"traceId\"")[0];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
