using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inbox.Servers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inbox.SystemTests.Channels;

/// <summary>Against a real site, which the tests have one after the other.</summary>
public sealed partial class WordPressTests(Post post, WordPressTests.Blog blog) : IClassFixture<WordPressTests.Blog>
{
    [Fact]
    public async Task Twenty_people_under_one_article_are_twenty_conversations_and_what_is_answered_stands_in_WordPress()
    {
        var site = await blog.EmptyAsync();
        await using var inbox = await Installation.StartAsync(post, new Dictionary<string, string?> { ["Inbox__LookSeconds"] = "1" });
        var article = (await site.RunAsync("echo wp_insert_post(['post_title' => 'Tea & <em>scones</em>', 'post_status' => 'publish', 'post_content' => 'x', 'post_author' => 1]);")).Trim();
        var account = await ConnectAsync(inbox, site);
        var comments = (await site.RunAsync($$"""
            foreach (range(1, 20) as $n) echo wp_new_comment(['comment_post_ID' => {{article}}, 'comment_author' => "Guest $n", 'comment_author_email' => "guest$n@customer.test", 'comment_author_url' => '', 'comment_content' => "Question $n: is it <b>still</b> fresh?"]), "\n";
            """)).Trim().Split('\n').Select(int.Parse).ToList();
        var cards = await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count >= 20, "twenty conversations");

        Assert.Equal(20, cards.Count);
        Assert.All(cards, c => Assert.Equal(("Tea & scones", "public"), (c.GetProperty("content").Text("title"), c.Text("visibility"))));
        Assert.All(cards, c => Assert.StartsWith($"{site.Url}/", c.GetProperty("content").Text("url"), StringComparison.Ordinal));

        // As staff see them.
        await using (var browser = await Browser.StartAsync())
        {
            await using var seat = await Proof.Seat.TakeAsync(await browser.OpenAsync(new() { BaseURL = inbox.Host.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 3000 } }));
            await Expect(seat.Page.Locator(".card").Filter(new() { HasText = "Tea & scones" })).ToHaveCountAsync(20);
            await seat.Page.Locator(".card").Filter(new() { HasText = "Question 20:" }).ClickAsync(); // "Guest 2" and the time beside it, 00:04, are "Guest 20" too
            await Expect(seat.Page.Locator(".head").GetByRole(AriaRole.Link, new() { Name = "Tea & scones" })).ToHaveAttributeAsync("href", new Regex($"^{Regex.Escape(site.Url)}"));
            Assert.Empty(seat.Errors);
        }

        // A visitor answers another: their own conversation has it.
        var among = int.Parse(await site.RunAsync($$"""
            echo wp_new_comment(['comment_post_ID' => {{article}}, 'comment_parent' => {{comments[0]}}, 'comment_author' => 'Guest 2', 'comment_author_email' => 'guest2@customer.test', 'comment_author_url' => '', 'comment_content' => 'Mine was fresh.']);
            """), System.Globalization.CultureInfo.InvariantCulture);
        var (first, second) = (Of(cards, "Guest 1"), Of(cards, "Guest 2"));
        await Eventually.Until(() => inbox.Api.MessagesAsync(second), m => m.Any(x => x.Text("text") == "Mine was fresh."), "the visitor's answer with its author");

        // Ours stands under the comment, by the right user, with the characters that were written; its echo is that reply.
        await inbox.Api.AnswerAsync(first, "Yes & <always> \\o/");
        var answer = Assert.Single(await CommentsAsync(site, $"parent={comments[0]}&author=2"));
        Assert.Equal((long.Parse(article, System.Globalization.CultureInfo.InvariantCulture), "Ed Itor", "approved"), (answer.Number("post"), answer.Text("author_name"), answer.Text("status")));
        Assert.Equal("<p>Yes &amp; &lt;always&gt; \\o/</p>", answer.GetProperty("content").Text("rendered")!.Trim());
        Assert.Equal("approved", Assert.Single(await CommentsAsync(site, $"include={comments[0]}")).Text("status"));

        // What moderators and colleagues do in WordPress itself follows.
        await site.RunAsync($$"""
            wp_update_comment(['comment_ID' => {{comments[2]}}, 'comment_content' => 'Changed by its author']);
            wp_trash_comment({{comments[3]}}); wp_spam_comment({{comments[4]}}); wp_delete_comment({{comments[5]}}, true);
            $admin = get_user_by('id', 1);
            wp_insert_comment(['comment_post_ID' => {{article}}, 'comment_parent' => {{comments[6]}}, 'user_id' => 1, 'comment_author' => 'admin', 'comment_author_email' => $admin->user_email, 'comment_content' => 'Answered in WordPress', 'comment_approved' => 1]);
            """);
        await Eventually.Until(() => inbox.Api.MessagesAsync(Of(cards, "Guest 3")), m => m[0].Text("text") == "Changed by its author", "the edit");
        await Eventually.Until(() => inbox.Api.MessagesAsync(Of(cards, "Guest 5")), m => m[0].Text("moderation") == "spam", "Guest 5's comment as spam");
        foreach (var guest in (string[])["Guest 4", "Guest 6"])
            await Eventually.Until(() => inbox.Api.MessagesAsync(Of(cards, guest)), m => m.All(x => x.Time("deletedAt") is not null), $"{guest}'s comment taken away");
        await Eventually.Until(() => inbox.Api.MessagesAsync(Of(cards, "Guest 7")), m => m.Any(x => x.Text("direction") == "out" && x.Text("text") == "Answered in WordPress"), "the colleague's answer");

        Assert.Equal(2, (await inbox.Api.MessagesAsync(first)).Count); // by now the echo came, and another visitor's answer is not in it
        Assert.Equal(20, (await inbox.Api.CardsAsync(account)).Count);
        Assert.DoesNotContain(await inbox.Api.MessagesAsync(first), m => m.Text("externalId") == $"{among}");
        await inbox.VerifiesAsync();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Comments_are_approved_held_and_marked_as_spam_from_the_conversation_and_what_is_taken_back_comes_back(bool plugin)
    {
        var site = await blog.EmptyAsync();
        await using var inbox = await Installation.StartAsync(post, new Dictionary<string, string?> { ["Inbox__LookSeconds"] = "1" });
        const string Secret = "a secret that is long enough";
        var account = await ConnectAsync(inbox, site, plugin ? Secret : null);
        if (plugin)
            Plug(site, inbox, account, Secret);
        var comment = (await site.RunAsync("echo wp_new_comment(['comment_post_ID' => 1, 'comment_author' => 'Guest', 'comment_author_email' => 'guest@customer.test', 'comment_author_url' => '', 'comment_content' => 'May I?']);")).Trim();
        var talk = Assert.Single(await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count > 0, "the comment", TimeSpan.FromSeconds(20))).Text("id")!;
        var message = Assert.Single(await inbox.Api.MessagesAsync(talk));
        Assert.Equal(("held", "waiting"), (message.Text("moderation"), (await inbox.Api.GetAsync($"/conversations/{talk}")).Text("state")));

        foreach (var (state, status, ask) in new[] { ("approved", "approved", "waiting"), ("spam", "spam", "open"), ("held", "hold", "waiting"), ("approved", "approved", "waiting") })
        {
            await inbox.Api.PostAsync($"/conversations/{talk}/messages/{message.Text("id")}/moderation", new { state });
            await Eventually.Until(() => inbox.Api.MessagesAsync(talk), m => m[0].Text("moderation") == state, state);
            Assert.Equal(status, (await site.RunAsync($"echo wp_get_comment_status({comment});")).Trim() switch { "unapproved" => "hold", var said => said });
            Assert.Equal(ask, (await inbox.Api.GetAsync($"/conversations/{talk}")).Text("state"));
        }

        // What a moderator does in WordPress itself, and takes back.
        foreach (var (done, undone, isGone) in new[] { ("trash", "untrash", true), ("spam", "unspam", false) })
        {
            await site.RunAsync($"wp_{done}_comment({comment});");
            await Eventually.Until(() => inbox.Api.MessagesAsync(talk), m => isGone ? m[0].Time("deletedAt") is not null : m[0].Text("moderation") == "spam", done, TimeSpan.FromSeconds(90));
            await site.RunAsync($"wp_{undone}_comment({comment});");
            await Eventually.Until(() => inbox.Api.MessagesAsync(talk), m => m[0].Time("deletedAt") is null && m[0].Text("moderation") == "approved" && m[0].Text("text") == "May I?", undone, TimeSpan.FromSeconds(90));
        }
        Assert.Single(await inbox.Api.MessagesAsync(talk));
        Assert.Equal("waiting", (await inbox.Api.GetAsync($"/conversations/{talk}")).Text("state"));
        await inbox.VerifiesAsync();
    }

    [Fact]
    public async Task F21_a_site_that_is_away_turns_red_and_its_comments_come_when_it_is_back()
    {
        var site = await blog.EmptyAsync();
        await using var inbox = await Installation.StartAsync(post, new Dictionary<string, string?> { ["Inbox__LookSeconds"] = "1" });
        var account = await ConnectAsync(inbox, site);
        await site.StopWebAsync();
        await Eventually.Until(() => inbox.Api.GetAsync($"/accounts/{account}/health"), h => h.Text("state") == "red", "a red account");
        await site.RunAsync("wp_new_comment(['comment_post_ID' => 1, 'comment_author' => 'Guest', 'comment_author_email' => 'guest@customer.test', 'comment_author_url' => '', 'comment_content' => 'Anybody there?']);");
        await site.StartWebAsync();

        await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count == 1, "the comment", TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task With_the_plugin_a_comment_is_pushed_and_what_was_pushed_is_not_there_twice()
    {
        var site = await blog.EmptyAsync();
        await using var inbox = await Installation.StartAsync(post, new Dictionary<string, string?> { ["Inbox__LookSeconds"] = "1" });
        const string Secret = "a secret that is long enough";
        var account = await ConnectAsync(inbox, site, Secret);
        Plug(site, inbox, account, Secret);
        await site.RunAsync("wp_new_comment(['comment_post_ID' => 1, 'comment_author' => 'Guest', 'comment_author_email' => 'guest@customer.test', 'comment_author_url' => '', 'comment_content' => 'Quick?']);");

        // The next look is a minute away: only the plugin can have brought it.
        var card = Assert.Single(await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count > 0, "the comment", TimeSpan.FromSeconds(15)));
        await site.RunAsync("$all = get_comments(); wp_update_comment(['comment_ID' => $all[0]->comment_ID, 'comment_content' => 'Quicker?']);");
        await Eventually.Until(() => inbox.Api.MessagesAsync(card.Text("id")!), m => Assert.Single(m).Text("text") == "Quicker?", "the edit", TimeSpan.FromSeconds(15));
        await site.RunAsync("$all = get_comments(); wp_trash_comment($all[0]->comment_ID);");
        await Eventually.Until(() => inbox.Api.MessagesAsync(card.Text("id")!), m => Assert.Single(m).Time("deletedAt") is not null, "the removal", TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task The_secret_that_the_plugin_shows_is_the_one_that_it_keeps()
    {
        const string Show = "require_once ABSPATH . 'wp-admin/includes/template.php'; do_action('admin_init'); do_settings_fields('discussion', 'inbox');";
        const string Kept = "global $wpdb; $row = $wpdb->get_row(\"select option_value as v, autoload as a from $wpdb->options where option_name = 'inbox_secret'\"); echo $row ? \"$row->v $row->a\" : 'nothing';";
        var site = await blog.EmptyAsync();
        site.Plug($"<?php require '{Path.Combine(Repository.Root, "deploy/wordpress/inbox-comments.php")}';");

        // An editor sees the page of their profile, and settles nothing.
        await site.RunAsync($"wp_set_current_user(2); {Show}");
        Assert.Equal("nothing", await site.RunAsync(Kept));
        var shown = Secret().Match(await site.RunAsync($"wp_set_current_user(1); {Show}")).Groups[1].Value;
        Assert.Equal(40, shown.Length);
        Assert.Equal(shown, Secret().Match(await site.RunAsync($"wp_set_current_user(1); {Show}")).Groups[1].Value);
        Assert.Matches($"^{shown} (no|off)$", await site.RunAsync(Kept));
    }

    [GeneratedRegex("name=\"inbox_secret\"[^>]* value=\"([^\"]*)\"")]
    private static partial Regex Secret();

    private static void Plug(WordPressServer site, Installation inbox, string account, string secret) =>
        site.Plug($"<?php define('INBOX_URL', '{inbox.Host.Address}hooks/wordpress/{account}'); define('INBOX_SECRET', '{secret}'); require '{Path.Combine(Repository.Root, "deploy/wordpress/inbox-comments.php")}';");

    private static async Task<string> ConnectAsync(Installation inbox, WordPressServer site, string? secret = null)
    {
        var settings = new Dictionary<string, string> { ["url"] = site.Url, ["user"] = "editor", ["password"] = site.Passwords["editor"] };
        if (secret is not null)
            settings["secret"] = secret;
        var account = (await inbox.Api.PostAsync("/accounts", new { channel = "wordpress", name = "Blog", settings })).Text("id")!;
        await inbox.Api.IsFollowedAsync(account);
        return account;
    }

    private static string Of(IReadOnlyList<JsonElement> cards, string guest) => cards.Single(c => c.GetProperty("person").Text("name") == guest).Text("id")!;

    private static async Task<IReadOnlyList<JsonElement>> CommentsAsync(WordPressServer site, string query)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{site.Passwords["admin"]}")));
        var text = await client.GetStringAsync(new Uri($"{site.Url}/wp-json/wp/v2/comments?context=edit&status=all&{query}"), TestContext.Current.CancellationToken);
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];
    }

    /// <summary>One site for the class.</summary>
    public sealed class Blog : IAsyncLifetime
    {
        private WordPressServer? _site;

        public async ValueTask InitializeAsync() => _site = await WordPressServer.StartAsync();

        public async ValueTask DisposeAsync()
        {
            if (_site is not null) await _site.DisposeAsync();
        }

        internal async Task<WordPressServer> EmptyAsync()
        {
            await _site!.EmptyAsync();
            return _site;
        }
    }
}
