using System.Text;
using System.Text.Json;
using Inbox.Servers;
using Inbox.Tests.Connectors.Meta;

namespace Inbox.SystemTests.Channels;

/// <summary>Every channel that has no real server to be tried with, in one assembled host, before vendors that are as strict as the real ones.</summary>
public sealed class VendorTests(VendorTests.Desk desk) : IClassFixture<VendorTests.Desk>
{
    public static TheoryData<string> Channels => [.. Counterpart.All.Select(c => c.Channel)];

    [Theory, MemberData(nameof(Channels))]
    public async Task What_comes_in_is_answered_after_a_wait_when_asked_for_one_and_refused_where_the_vendor_takes_nothing(string channel)
    {
        await using var vendor = Counterpart.All.Single(c => c.Channel == channel);
        var account = await vendor.ConnectAsync(desk.Api);
        if (channel is "telegram" or "mastodon")
            await desk.Api.IsFollowedAsync(account);
        await SayAsync(vendor, account, "1", "Where is it?", Wall.Now);
        var card = await CardAsync(account, "Where is it?");
        Assert.Equal(channel, card.Text("channel"));

        await AnswerAsync(vendor, card, "It left.", asked: 1);
        Assert.EndsWith("It left.", Assert.Single(vendor.Taken()), StringComparison.Ordinal);
        vendor.Trouble();
        await AnswerAsync(vendor, card, "It is there.", asked: 3);
        Assert.EndsWith("It is there.", Assert.Single(vendor.Taken().Skip(1)), StringComparison.Ordinal);
        Assert.Equal(3, vendor.Asked);

        if (vendor.Closing is var (close, words))
        {
            close();
            Assert.Contains(words, (await AnswerAsync(vendor, card, "Hello?", vendor.Asked, "failed")).Text("error"), StringComparison.Ordinal);
        }
        else
        {
            await SayAsync(vendor, account, "2", "Hello, anybody?", Wall.Now - vendor.Window!.Value - TimeSpan.FromHours(1));
            var old = await CardAsync(account, "Hello, anybody?");
            var refused = await desk.Api.SendAsync(HttpMethod.Post, $"/conversations/{old.Text("id")}/replies", new { clientId = $"{channel}: late", text = "Sorry!", @private = vendor.AnswersPrivately ? true : (bool?)null });
            Assert.Equal(422, (int)refused.Status);
            Assert.Contains(vendor.AnswersPrivately ? "too old" : "too long ago", refused.Json.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(vendor.AnswersPrivately ? "old" : "window", refused.Json.GetProperty("codes").GetProperty("text")[0].GetString());
        }
        Assert.Equal(2, vendor.Taken().Count());
    }

    private Task<JsonElement> CardAsync(string account, string text) => Eventually.Until(
        async () => (await desk.Api.CardsAsync(account)).FirstOrDefault(c => c.Text("preview")!.Contains(text, StringComparison.Ordinal)), card => card.ValueKind == JsonValueKind.Object, $"a conversation with '{text}'");

    /// <summary>Answers, and looks at what became of it once the vendor was asked so often.</summary>
    private async Task<JsonElement> AnswerAsync(Counterpart vendor, JsonElement card, string text, int asked, string state = "sent")
    {
        await desk.Api.PostAsync($"/conversations/{card.Text("id")}/replies", new { clientId = $"{vendor.Channel}: {text}", text });
        await Eventually.Holds(() => vendor.Asked >= asked, $"a vendor that was asked {asked} times");
        return await desk.Api.ReplyAsync(card.Text("id")!, $"{vendor.Channel}: {text}", state);
    }

    private async Task SayAsync(Counterpart vendor, string account, string id, string text, DateTimeOffset at)
    {
        if (vendor.Say(id, text, at) is not { } delivery)
            return;
        var body = Encoding.UTF8.GetBytes(delivery);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(desk.Api.Address, $"/hooks/{vendor.Channel}/{account}")) { Content = new ByteArrayContent(body) };
        GraphFake.Sign(request, body);
        using var answer = await desk.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    /// <summary>The one host.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        private HostProcess? _host;

        internal HttpClient Http { get; } = new();

        internal Api Api { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _host = await HostProcess.StartAsync(new Dictionary<string, string?> { ["Inbox__UndoSeconds"] = "0" });
            Api = await Installation.AdministratorAsync(_host);
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            Api?.Dispose();
            if (_host is not null)
                await _host.DisposeAsync();
        }
    }
}
