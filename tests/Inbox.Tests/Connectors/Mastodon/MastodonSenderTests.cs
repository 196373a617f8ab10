using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Mastodon;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Mastodon;

public sealed class MastodonSenderTests : IAsyncLifetime
{
    private static readonly JsonObject Ann = Instance.Account("42", "ann@far.example", "Ann"), Carol = Instance.Account("44", "carol");
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Instance _instance = new();
    private readonly OutboundHttp _http;
    private Vendor _vendor = null!;

    public MastodonSenderTests() => _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);

    public async ValueTask InitializeAsync()
    {
        _instance.Say(11, Ann, "<p>Is it fresh?</p>", visibility: "unlisted");
        _vendor = await Vendor.StartAsync(_instance.Answer);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
    }

    [Theory]
    [InlineData("public", Visibility.Public, "public")]
    [InlineData("unlisted", Visibility.Public, "unlisted")]
    [InlineData("private", Visibility.Public, "private")]
    [InlineData("direct", Visibility.Private, "direct")]
    [InlineData("public", Visibility.Private, "direct")]
    public async Task An_answer_names_its_person_and_is_no_more_open_than_what_it_answers(string written, Visibility wished, string posted)
    {
        _instance.Say(12, Ann, "<p>And hot?</p>", visibility: written);

        Assert.Equal(new SendOutcome.Sent("1001"), await SendAsync("Yes. ☕", parent: "12", visibility: wished));
        Assert.Equal(("@ann@far.example Yes. ☕", "12", posted), ((string)_instance.Posted[0]["status"]!, (string)_instance.Posted[0]["in_reply_to_id"]!, (string)_instance.Posted[0]["visibility"]!));
    }

    [Fact]
    public async Task Whoever_is_named_already_is_not_named_twice()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Yes, @Ann@far.example."));

        Assert.Equal("Yes, @Ann@far.example.", (string)_instance.Posted[0]["status"]!);
    }

    [Theory]
    [InlineData("Ask @ann@far.example.org.")]
    [InlineData("Ask @annie or mail joann@far.example.")]
    [InlineData("Ask @Ann@far.examples")]
    [InlineData("Here: https://tea.example/@ann@far.example/1138")]
    [InlineData("Here: https://tea.example/?who=@ann@far.example")]
    [InlineData("é@ann@far.example")]
    public async Task A_name_that_is_only_alike_is_not_theirs(string text)
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync(text));

        Assert.Equal($"@ann@far.example {text}", (string)_instance.Posted[0]["status"]!);
    }

    [Theory]
    [InlineData("unlisted", "As we told @bob@far.example, your refund of 90 is on its way.", "bob@far.example")]
    [InlineData("direct", "Ask @bob.", "bob")]
    [InlineData("direct", "(@Ann)", "Ann")]
    [InlineData("unlisted", "As @carol said", "carol")]
    [InlineData("unlisted", "@ann@far.example and @dan-2.x@xn--far-example", "dan-2.x@xn--far-example")]
    public async Task A_private_answer_shows_itself_to_nobody_who_is_not_part_of_the_conversation(string written, string text, string stranger)
    {
        _instance.Say(12, Ann, "<p>@shop @carol psst</p>", visibility: written, named: Carol);

        Assert.Contains($"@{stranger} ", Assert.IsType<SendOutcome.Refused>(await SendAsync(text, parent: "12", visibility: Visibility.Private)).Reason, StringComparison.Ordinal);
        Assert.Empty(_instance.Posted);
    }

    [Theory]
    [InlineData(Visibility.Private, "direct", "Yes, @Ann@far.example.")]
    [InlineData(Visibility.Private, "direct", "As @carol and @Carol@tea.example said.")]
    [InlineData(Visibility.Private, "unlisted", "Mail bob@far.example or see https://far.example/@bob.")]
    [InlineData(Visibility.Public, "unlisted", "As @bob@far.example said.")]
    [InlineData(Visibility.Private, "unlisted", "Our posts stand under @shop and @Shop@tea.example.")]
    [InlineData(Visibility.Private, "direct", "Our posts stand under @shop.")]
    public async Task Who_is_part_of_a_conversation_and_who_is_not_called_can_be_named(Visibility visibility, string written, string text)
    {
        _instance.Say(12, Ann, "<p>@shop @carol psst</p>", visibility: written, named: Carol);

        Assert.IsType<SendOutcome.Sent>(await SendAsync(text, parent: "12", visibility: visibility));
    }

    [Fact]
    public async Task F22_an_answer_whose_acknowledgement_was_lost_stands_there_once()
    {
        _instance.Losses = 1;
        var sending = SendAsync("Yes");
        await Eventually.IsTrueAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(sending.IsCompleted);
        });

        Assert.Equal(new SendOutcome.Sent("1001"), await sending);
        Assert.Single(_instance.Posted);
        Assert.Equal(2, _vendor.Requests.Count(r => r.Method == "POST" && r.Header("Idempotency-Key") == "reply-1"));
    }

    [Fact]
    public async Task A_picture_goes_along_once_the_server_has_worked_on_it()
    {
        var sending = SendAsync("Here", files: File("a.png", "image/png"));
        await Eventually.IsTrueAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(sending.IsCompleted);
        });

        Assert.IsType<SendOutcome.Sent>(await sending);
        Assert.Equal("7", (string)Assert.Single(_instance.Posted[0]["media_ids"]!.AsArray())!);
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_refused_before_anything_is_published()
    {
        Assert.Contains("500", Assert.IsType<SendOutcome.Refused>(await SendAsync(new string('x', 496))).Reason, StringComparison.Ordinal);
        Assert.IsType<SendOutcome.Sent>(await SendAsync($"{new string('x', 471)} https://tea.example/{new string('y', 100)}"));
        Assert.Contains("a.pdf is application/pdf", Assert.IsType<SendOutcome.Refused>(await SendAsync("x", files: File("a.pdf", "application/pdf"))).Reason, StringComparison.Ordinal);
        Assert.Contains("16 MB", Assert.IsType<SendOutcome.Refused>(await SendAsync("x", files: File("a.png", "image/png") with { Content = new byte[16_777_217] })).Reason, StringComparison.Ordinal);
        Assert.Contains("at most 4 files", Assert.IsType<SendOutcome.Refused>(await SendAsync("x", files: [.. Enumerable.Repeat(File("a.png", "image/png"), 5)])).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_vendor.Requests, r => r.Path == "/api/v2/media");
    }

    [Fact]
    public async Task A_post_that_is_gone_and_one_that_nobody_knows_are_not_answered()
    {
        Assert.Contains("not there any more", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes", parent: "99")).Reason, StringComparison.Ordinal);
        Assert.Contains("not known", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes", parent: null)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_named_as_the_reason()
    {
        _instance.Instead = new(401, """{"error":"Sorry"}""");

        Assert.Contains("token", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_may_only_read_is_named_as_the_reason()
    {
        _instance.MayWrite = false;

        Assert.Contains("scopes", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes")).Reason, StringComparison.Ordinal);
    }

    private static StoredFile File(string name, string type) => new() { Id = name, Name = name, MediaType = type, Content = "hello"u8.ToArray() };

    private Task<SendOutcome> SendAsync(string text, string? parent = "11", Visibility visibility = Visibility.Public, params StoredFile[] files)
    {
        var account = new Account("account", "mastodon", "Test", new Dictionary<string, string> { ["url"] = _vendor.Url }, HealthState.Unknown, null, null);
        var reply = new SendReply("reply-1", 1, "conversation", "account", "mastodon", new("ann@far.example/42", "Ann", "ann@far.example"), visibility, text, "Mia", _clock.GetUtcNow()) { ParentExternalId = parent };
        return new MastodonSender(new(_http), _clock).SendAsync(new(new(account, new Dictionary<string, string> { ["token"] = Instance.Token }), reply, files, _ => Task.CompletedTask), TestContext.Current.CancellationToken);
    }
}
