using System.Text.Json;
using Inbox.Connectors;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.Meta.WhatsApp;

public sealed class WhatsAppSenderTests : IAsyncLifetime
{
    private MetaScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await MetaScene.OpenAsync("whatsapp", "phoneNumberId", CloudApi.Number, CloudApi.Start);

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_reply_answers_the_message_and_carries_its_own_name()
    {
        Assert.Equal(new SendOutcome.Sent("wamid.1"), await SendAsync(_scene.Sending("It left. \u2709", "33612345678", parent: "wamid.A1")));

        var (path, values) = Assert.Single(_scene.Fake.Posted);
        Assert.Equal($"{CloudApi.Number}/messages", path);
        Assert.Equal(("33612345678", "It left. \u2709", "wamid.A1", "inbox:reply-1:1"), (
            Text(values, "to"), values.GetProperty("text").GetProperty("body").GetString(), values.GetProperty("context").GetProperty("message_id").GetString(), Text(values, "biz_opaque_callback_data")));
    }

    [Fact]
    public async Task Who_hides_their_number_and_a_group_are_addressed_as_such()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync(_scene.Sending("Hi", "FR.1349")));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(_scene.Sending("Hi", "33612345678", thread: "group-1")));

        Assert.Equal(("FR.1349", "individual"), (Text(_scene.Fake.Posted[0].Values, "recipient"), Text(_scene.Fake.Posted[0].Values, "recipient_type")));
        Assert.Equal(("group-1", "group"), (Text(_scene.Fake.Posted[1].Values, "to"), Text(_scene.Fake.Posted[1].Values, "recipient_type")));
    }

    [Fact]
    public async Task Files_are_uploaded_before_anything_goes_out()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync(_scene.Sending("Here", "33612345678", files: [MetaScene.File("a.pdf", "application/pdf")])));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(_scene.Sending("Listen", "33612345678", files: [MetaScene.File("a.mp3", "audio/mpeg"), MetaScene.File("b.png", "image/png")])));

        Assert.Equal(["document", "text", "audio", "image"], _scene.Fake.Posted.Select(p => Text(p.Values, "type")));
        Assert.Equal(("up-1", "Here", "a.pdf"), (Text(_scene.Fake.Posted[0].Values.GetProperty("document"), "id"), Text(_scene.Fake.Posted[0].Values.GetProperty("document"), "caption"), Text(_scene.Fake.Posted[0].Values.GetProperty("document"), "filename")));
        Assert.Equal(2, _scene.HandedOver);
    }

    [Fact]
    public async Task A_closed_window_is_said_in_plain_words() =>
        Assert.Contains("until they write again", Assert.IsType<SendOutcome.Refused>(await SendAsync(_scene.Sending("Hello", "16505550147"))).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(4), InlineData(80007), InlineData(130429), InlineData(131048), InlineData(131056)]
    public async Task A_limit_of_the_platform_is_waited_for(int code)
    {
        _scene.Fake.Troubles.Enqueue(GraphFake.Error(400, code, "Rate limit hit", headers: new() { ["Retry-After"] = "7" }));

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<SendOutcome.Retry>(await SendAsync(_scene.Sending("Hello", "33612345678"))).After);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(_scene.Sending("Hello", "33612345678")));
    }

    [Theory]
    [InlineData(10, "permission"), InlineData(200, "permission"), InlineData(100, "refused"), InlineData(131026, "cannot be reached"), InlineData(190, "Connect it again")]
    public async Task A_refusal_is_made_understandable_and_keeps_the_trace(int code, string words)
    {
        _scene.Fake.Troubles.Enqueue(GraphFake.Error(code == 190 ? 401 : 400, code, "Vendor's words"));
        var refused = Assert.IsType<SendOutcome.Refused>(await SendAsync(_scene.Sending("Hello", "33612345678")));

        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.Contains($"Vendor's words (code {code}, trace Atrace)", refused.Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(2, true), InlineData(131000, true), InlineData(131016, true), InlineData(133004, true), InlineData(1, false), InlineData(null, false)]
    public async Task What_broke_off_is_tried_again_only_where_the_platform_says_that_it_was_not_done(int? code, bool again)
    {
        _scene.Fake.Troubles.Enqueue(code is { } named ? GraphFake.Error(500, named, "Vendor's words") : new(502, "<html>Bad Gateway</html>", "text/html"));
        var outcome = await SendAsync(_scene.Sending("Hello", "33612345678"));

        Assert.Equal(again ? typeof(SendOutcome.Retry) : typeof(SendOutcome.Unknown), outcome.GetType());
    }

    [Fact]
    public async Task An_upload_that_broke_off_is_tried_again()
    {
        _scene.Fake.Troubles.Enqueue(new(502, "<html>Bad Gateway</html>", "text/html"));
        Assert.IsType<SendOutcome.Retry>(await SendAsync(_scene.Sending("Hello", "33612345678", files: [MetaScene.File("a.png", "image/png")])));
        Assert.Equal(0, _scene.HandedOver);
    }

    [Fact]
    public async Task What_stops_half_way_is_for_a_person_to_finish()
    {
        _scene.Fake.On($"POST {CloudApi.Number}/messages", call => call.Value("type") == "text" ? GraphFake.Ok(new System.Text.Json.Nodes.JsonObject { ["messages"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = "wamid.9" }) }) : GraphFake.Error(400, 131053, "Media upload error"));

        var went = new List<SentPart>();
        var sending = _scene.Sending(new string('x', 2000), "33612345678", files: [MetaScene.File("a.png", "image/png"), MetaScene.File("b.png", "image/png")]) with { Going = part => { went.Add(part); return Task.CompletedTask; } };
        var outcome = await SendAsync(sending);

        Assert.Equal([new SentPart(1, 3, "wamid.9")], went);
        Assert.StartsWith("Only 1 of 3 parts went out, then it stopped:", Assert.IsType<SendOutcome.Unknown>(InParts.Stopped(sending.Reply with { Went = went }, outcome)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_out_before_is_neither_uploaded_nor_sent_again_and_each_part_carries_its_place()
    {
        var sending = _scene.Sending(new string('x', 2000), "33612345678", files: [MetaScene.File("a.png", "image/png"), MetaScene.File("b.png", "image/png")]);
        var went = new List<SentPart>();
        Assert.Equal("wamid.1", Assert.IsType<SendOutcome.Sent>(await SendAsync(sending with { Going = part => { went.Add(part); return Task.CompletedTask; } })).ExternalId);
        Assert.Equal(["inbox:reply-1:1:1:3", "inbox:reply-1:1:2:3", "inbox:reply-1:1:3:3"], _scene.Fake.Posted.Select(p => Text(p.Values, "biz_opaque_callback_data")));
        var uploads = _scene.Fake.Addresses.Count(a => a.Contains("/media", StringComparison.Ordinal));

        Assert.Equal("wamid.1", Assert.IsType<SendOutcome.Sent>(await SendAsync(sending with { Reply = sending.Reply with { Attempt = 2, Went = [went[0], went[2]] } })).ExternalId);

        Assert.Equal((4, "inbox:reply-1:2:2:3", uploads + 1), (
            _scene.Fake.Posted.Count, Text(_scene.Fake.Posted[3].Values, "biz_opaque_callback_data"), _scene.Fake.Addresses.Count(a => a.Contains("/media", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_anything_is_sent()
    {
        Assert.Contains("100 MB", Assert.IsType<SendOutcome.Refused>(await SendAsync(_scene.Sending("x", "33612345678", files: [MetaScene.File("a.bin", "x/y", 100_000_001)]))).Reason, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_scene.Fake.Posted.Count, _scene.HandedOver));
    }

    private Task<SendOutcome> SendAsync(Sending sending) => new WhatsAppSender(_scene.Graph).SendAsync(sending, TestContext.Current.CancellationToken);

    private static string? Text(JsonElement values, string name) => values.GetProperty(name).GetString();
}
