using Inbox.Connectors;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.Meta.Messenger;

public sealed class MessengerSenderTests : IAsyncLifetime
{
    private MetaScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await MetaScene.OpenAsync("messenger", "pageId", SendApi.Page, _ => SendApi.Start(SendApi.Page, "me/messages", text => text.Length <= 2000));

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_reply_within_a_day_is_a_response()
    {
        Assert.Equal(new SendOutcome.Sent("m_1") { Recipient = new("1001") }, await SendAsync(_scene.Sending("It left.", "1001", since: TimeSpan.FromHours(23))));

        var values = Assert.Single(_scene.Fake.Posted).Values;
        Assert.Equal(("1001", "It left.", "RESPONSE"), (values.GetProperty("recipient").GetProperty("id").GetString(), values.GetProperty("message").GetProperty("text").GetString(), values.GetProperty("messaging_type").GetString()));
    }

    [Fact]
    public async Task Later_a_person_may_answer_where_the_account_says_so()
    {
        Assert.Contains("until they write again", Assert.IsType<SendOutcome.Refused>(await SendAsync(_scene.Sending("Sorry", SendApi.Late, since: TimeSpan.FromDays(2)))).Reason, StringComparison.Ordinal);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(_scene.Sending("Sorry", SendApi.Late, since: TimeSpan.FromDays(2), account: _scene.Account(("humanAgent", "yes")))));
        Assert.IsType<SendOutcome.Refused>(await SendAsync(_scene.Sending("Sorry", SendApi.Gone, since: TimeSpan.FromDays(8), account: _scene.Account(("humanAgent", "yes")))));

        Assert.Equal("HUMAN_AGENT", Assert.Single(_scene.Fake.Posted).Values.GetProperty("tag").GetString());
    }

    [Fact]
    public async Task What_is_sent_again_a_day_later_is_as_late_as_that()
    {
        var sending = _scene.Sending("Sorry", SendApi.Late, since: TimeSpan.FromHours(25), account: _scene.Account(("humanAgent", "yes")));

        Assert.IsType<SendOutcome.Sent>(await SendAsync(sending with { Reply = sending.Reply with { Attempt = 2, CreatedAt = sending.At.AddHours(-2) } }));
    }

    [Fact]
    public async Task Files_follow_the_words()
    {
        Assert.Equal(new SendOutcome.Sent("m_1") { Recipient = new("1001") }, await SendAsync(_scene.Sending("Here", "1001", files: [MetaScene.File("Größe.pdf", "application/pdf"), MetaScene.File("b.png", "image/png")])));
        Assert.Equal(1, _scene.HandedOver);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_said()
    {
        _scene.Fake.Troubles.Enqueue(GraphFake.Error(400, 551, "(#551) This person isn't available right now.", 1545041));

        Assert.Contains("cannot be reached", Assert.IsType<SendOutcome.Refused>(await SendAsync(_scene.Sending("Hello", "1001"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_healthy_page_is_green() =>
        Assert.Equal(HealthState.Green, (await _scene.HealthAsync(MessengerChannel.On(_scene.Graph), _scene.Account(), new Uri("https://inbox.shop.example/"))).State);

    private Task<SendOutcome> SendAsync(Sending sending) => MessengerChannel.On(_scene.Graph).SendAsync(sending, TestContext.Current.CancellationToken);
}
