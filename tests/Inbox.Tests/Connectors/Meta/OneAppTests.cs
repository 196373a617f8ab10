using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Connectors.Hooks;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>One app, several accounts: the platform knows one address for all of them.</summary>
public sealed class OneAppTests : IDisposable
{
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly OutboundHttp _http;
    private readonly GraphApi _graph;

    public OneAppTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);
        _graph = new(_http);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_delivery_with_entries_of_two_numbers_and_a_third_is_each_accounts_own_once()
    {
        var channel = WhatsAppChannel.On(_graph);
        await using var host = await HookHost.StartAsync(channel, GraphFake.Settings("phoneNumberId", "111"), _clock);
        var second = await AddAsync(host, channel, GraphFake.Settings("phoneNumberId", "222"));
        var body = WhatsApp(("111", "a"), ("222", "b"), ("999", "c"), ("222", "d"));
        Assert.Equal(200, await SendAsync(host, body));
        Assert.Equal(200, await SendAsync(host, body));
        Assert.Equal(200, await SendAsync(host, body, $"/hooks/whatsapp/{second}"));

        Assert.Equal([(host.AccountId, "wamid.a"), (second, "wamid.b"), (second, "wamid.d")], await StoryAsync(host));
        Assert.Equal(2, await host.Get<Database>().OneAsync<long>("select count(*) from payloads", null, Cancel));
        Assert.Equal(HealthState.Green, (await host.Get<Accounts>().FindAsync(second, Cancel))!.Health);
    }

    [Fact]
    public async Task The_comments_and_the_direct_messages_of_one_page_come_to_one_address()
    {
        var (facebook, messenger) = (FacebookChannel.On(_graph), MessengerChannel.On(_graph));
        await using var host = await HookHost.StartAsync(facebook, GraphFake.Settings("pageId", "17"), _clock, messenger);
        var direct = await AddAsync(host, messenger, GraphFake.Settings("pageId", "17"));
        Assert.Equal(200, await SendAsync(host, Json("""{"object":"page","entry":[{"id":"17","time":1,"messaging":[{"sender":{"id":"5"},"recipient":{"id":"17"},"timestamp":1772441880000,"message":{"mid":"m_1","text":"Hi"}}]}]}""")));
        Assert.Equal(200, await SendAsync(host, Json("""{"object":"page","entry":[{"id":"17","time":1772441880,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"7_1","post_id":"1_7","from":{"id":"3"},"message":"How much?"}}]}]}"""), $"/hooks/messenger/{direct}"));

        Assert.Equal([(direct, "m_1"), (host.AccountId, "7_1")], await StoryAsync(host));
        Assert.Equal([(direct, "m_1"), (host.AccountId, "7_1")], await KeptAsync(host, "m_1", "7_1"));
    }

    [Fact]
    public async Task What_a_person_read_or_reacted_to_is_kept_and_noted_where_they_wrote()
    {
        var (facebook, messenger) = (FacebookChannel.On(_graph), MessengerChannel.On(_graph));
        await using var host = await HookHost.StartAsync(facebook, GraphFake.Settings("pageId", "17"), _clock, messenger);
        var direct = await AddAsync(host, messenger, GraphFake.Settings("pageId", "17"));
        Assert.Equal(200, await SendAsync(host, Json("""{"object":"page","entry":[{"id":"17","time":1,"messaging":[{"sender":{"id":"5"},"recipient":{"id":"17"},"timestamp":1772441880000,"reaction":{"mid":"m_1","action":"react","emoji":"❤"}}]}]}""")));

        Assert.Equal([(direct, "m_1")], await KeptAsync(host, "m_1"));
        Assert.Equal(direct, await host.Get<Database>().OneAsync<string>("select account_id from noted n join payloads p on p.id = n.payload_id where person = '5'", null, Cancel));
    }

    [Fact]
    public async Task What_is_known_to_nobody_and_what_nobody_here_has_stays_at_the_address()
    {
        var (facebook, messenger) = (FacebookChannel.On(_graph), MessengerChannel.On(_graph));
        await using var host = await HookHost.StartAsync(facebook, GraphFake.Settings("pageId", "17"), _clock, messenger);
        await AddAsync(host, messenger, GraphFake.Settings("pageId", "17"));
        Assert.Equal(200, await SendAsync(host, Json("""{"object":"page","entry":[{"id":"17","time":1,"changes":[{"field":"mood","value":{"item":"new"}}],"messaging":[{"sender":{"id":"5"},"recipient":{"id":"17"},"timestamp":1772441880000,"message":{"mid":"m_1","text":"Hi"}}]}]}""")));
        Assert.Equal(200, await SendAsync(host, Json("""{"object":"page","entry":[{"id":"99","time":1,"messaging":[{"sender":{"id":"5"},"recipient":{"id":"99"},"timestamp":1772441880000,"message":{"mid":"m_2","text":"Hi"}}]}]}""")));

        Assert.Contains((host.AccountId, "mood"), await KeptAsync(host, "mood"));
        Assert.Equal([(host.AccountId, "m_2")], await KeptAsync(host, "m_2"));
    }

    [Fact]
    public async Task B47_an_account_of_another_app_gets_nothing_though_it_is_named()
    {
        var channel = WhatsAppChannel.On(_graph);
        await using var host = await HookHost.StartAsync(channel, GraphFake.Settings("phoneNumberId", "111"), _clock);
        var settings = GraphFake.Settings("phoneNumberId", "222");
        settings["appSecret"] = "ffffffffffffffffffffffffffffffff";
        await AddAsync(host, channel, settings);
        settings.Remove("appSecret");
        await AddAsync(host, channel, settings);

        Assert.Equal(200, await SendAsync(host, WhatsApp(("111", "a"), ("222", "b"))));
        Assert.Equal([(host.AccountId, "wamid.a")], await StoryAsync(host));
    }

    [Fact]
    public async Task B49_what_cannot_be_read_of_one_account_costs_no_other_and_stands_in_its_own_quarantine()
    {
        var channel = WhatsAppChannel.On(_graph);
        await using var host = await HookHost.StartAsync(channel, GraphFake.Settings("phoneNumberId", "111"), _clock);
        var second = await AddAsync(host, channel, GraphFake.Settings("phoneNumberId", "222"));
        var broken = Encoding.UTF8.GetString(WhatsApp(("111", "a"), ("222", "b"), ("222", "c"))).Replace("\"id\":\"wamid.b\",", "", StringComparison.Ordinal);
        Assert.Equal(200, await SendAsync(host, Json(broken)));

        Assert.Equal([(host.AccountId, "wamid.a"), (second, "wamid.c")], await StoryAsync(host));
        Assert.Equal(second, Assert.Single(await host.QuarantineAsync()).AccountId);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> AddAsync(HookHost host, IChannel channel, IReadOnlyDictionary<string, string> settings) =>
        (await host.Get<Accounts>().AddAsync(channel.Description, "Second", settings, Cancel)).Id;

    private static Task<int> SendAsync(HookHost host, byte[] body, string? path = null)
    {
        var request = host.Request(body, path);
        GraphFake.Sign(request, body);
        return host.SendAsync(request);
    }

    private static async Task<IEnumerable<(string, string)>> StoryAsync(HookHost host) => (await host.EventsAsync()).Cast<MessageReceived>().Select(m => (m.AccountId, m.ExternalId!));

    /// <summary>Which account keeps the bytes in which each of these stands.</summary>
    private static async Task<List<(string, string)>> KeptAsync(HookHost host, params string[] words)
    {
        var all = await host.Get<Database>().ListAsync<(string Account, byte[] Content)>("select account_id, content from payloads", null, Cancel);
        return [.. words.SelectMany(word => all.Where(p => Encoding.UTF8.GetString(p.Content).Contains(word, StringComparison.Ordinal)).Select(p => (p.Account, word)))];
    }

    private static byte[] WhatsApp(params (string Number, string Id)[] messages) => Json($$"""
        {"object":"whatsapp_business_account","entry":[{{string.Join(',', messages.Select(m => $$$"""
        {"id":"1000","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{m.Number}}}"},"contacts":[{"wa_id":"33612345678","profile":{"name":"Ada"}}],"messages":[{"from":"33612345678","id":"wamid.{{{m.Id}}}","timestamp":"1772441880","type":"text","text":{"body":"Hi"}}]}}]}
        """))}}]}
        """);

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
