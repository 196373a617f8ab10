using System.Text;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Threads;
using Inbox.Threads;

namespace Inbox.Tests.Proof;

/// <summary>What platforms deliver beside messages names the person, too: edits, receipts, reactions, before an erasure and after it.</summary>
public sealed class ErasedPersonTests : IAsyncLifetime
{
    private const string Zelda = """ "chat":{"id":55501,"type":"private","first_name":"Zelda","username":"zeldaquux"},"from":{"id":55501,"is_bot":false,"first_name":"Zelda","username":"zeldaquux"} """;
    private static readonly string[] Traces = ["secret", "zelda", "55501", "33612345678", "wamid.Reply"];
    private ProofHost _host = null!;
    private string _telegram = "", _whatsApp = "";

    public async ValueTask InitializeAsync()
    {
        _host = await ProofHost.StartAsync();
        _telegram = await _host.AddAccountAsync("telegram", new Dictionary<string, string> { ["token"] = "123456789:AAxxxxxxxxxxxxxxxx" });
        _whatsApp = await _host.AddAccountAsync(
            "whatsapp", new Dictionary<string, string> { ["appSecret"] = "0123456789abcdef", ["verifyToken"] = "averifyword", ["token"] = "EAAx", ["phoneNumberId"] = "106540352242922" });
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A40_nothing_of_a_person_stays_whatever_the_platform_told_and_nothing_comes_back()
    {
        await DeliverAsync(_telegram, "telegram", $$"""{"update_id":1,"message":{"message_id":7,"date":1772441880,{{Zelda}},"text":"I am Zelda, secret 1"} }""");
        await DeliverAsync(_telegram, "telegram", $$"""{"update_id":2,"edited_message":{"message_id":7,"date":1772441880,"edit_date":1772441890,{{Zelda}},"text":"secret 2"} }""");
        await DeliverAsync(_telegram, "telegram", Reaction(3));
        await DeliverAsync(_whatsApp, "whatsapp", WhatsApp(""" "messages":[{"from":"33612345678","id":"wamid.A","timestamp":"1772441880","type":"text","text":{"body":"hello, secret 3"}}] """));
        await DeliverAsync(_whatsApp, "whatsapp", WhatsApp(""" "messages":[{"from":"33612345678","id":"wamid.B","timestamp":"1772441881","type":"reaction","reaction":{"message_id":"wamid.Reply","emoji":"x"}}] """));
        var reply = await AnswerAsync();
        await DeliverAsync(_whatsApp, "whatsapp", Status("sent", $"inbox:{reply}:1"));
        await DeliverAsync(_whatsApp, "whatsapp", Status("delivered", null));
        var before = await EverythingAsync();
        Assert.All(Traces, t => Assert.Contains(t, before, StringComparison.OrdinalIgnoreCase));

        foreach (var person in await _host.Database.ListAsync<string>("select id from people", null, ProofHost.Cancel))
            Assert.IsType<Outcome<Erased>.Done>(await _host.Get<ErasePerson>().RunAsync(person, "anna", ProofHost.Cancel));

        var erased = await EverythingAsync();
        Assert.All(Traces, t => Assert.DoesNotContain(t, erased, StringComparison.OrdinalIgnoreCase));

        await DeliverAsync(_whatsApp, "whatsapp", Status("read", $"inbox:{reply}:1"));
        await DeliverAsync(_telegram, "telegram", $$"""{"update_id":4,"edited_message":{"message_id":7,"date":1772441880,"edit_date":1772441990,{{Zelda}},"text":"secret 4"} }""");

        var later = await EverythingAsync();
        Assert.All(Traces, t => Assert.DoesNotContain(t, later, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("sent", await _host.Database.OneAsync<string>("select state from messages where client_id = 'r1'", null, ProofHost.Cancel));
        Assert.Empty(await _host.Get<Verify>().RunAsync(ProofHost.Cancel));
    }

    private Task<string> EverythingAsync() => ErasePersonTests.AllAsync(_host.Database);

    private async Task DeliverAsync(string account, string channel, string raw)
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var read = _host.Get<ChannelList>().Find(channel)!;
        var connected = (await _host.Get<Accounts>().FindAsync(account, ProofHost.Cancel))!;
        await _host.Get<Intake>().AcceptAsync(read.Pack(connected, Encoding.UTF8.GetBytes(raw), _host.Clock.GetUtcNow(), Inbox.Connectors.Origin.Incoming, () => Id.New(_host.Clock)), ProofHost.Cancel);
        await _host.DrainedAsync();
    }

    private async Task<string> AnswerAsync()
    {
        var talk = await _host.Database.OneAsync<string>("select id from conversations where channel = 'whatsapp'", null, ProofHost.Cancel);
        var answer = await _host.Get<PostReply>().RunAsync(new(talk!, "anna", "Anna", "r1", "Hello Zelda", null, null, []), ProofHost.Cancel);
        return Assert.IsType<ReplyOutcome.Queued>(answer).Message.Id;
    }

    private static string Reaction(int update) =>
        $$"""{"update_id":{{update}},"message_reaction":{"message_id":7,"date":1772441895,"chat":{"id":55501,"type":"private","first_name":"Zelda"},"user":{"id":55501,"is_bot":false,"first_name":"Zelda"},"old_reaction":[],"new_reaction":[{"type":"emoji","emoji":"x"}]} }""";

    private static string Status(string state, string? mark) => WhatsApp(
        $$""" "statuses":[{"id":"wamid.Reply","status":"{{state}}","timestamp":"1772441900","recipient_id":"33612345678"{{(mark is null ? "" : $",\"biz_opaque_callback_data\":\"{mark}\"")}}}] """);

    private static string WhatsApp(string value) =>
        $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},
        "contacts":[{"profile":{"name":"Zelda W"},"wa_id":"33612345678"}],{{{value}}}}}]}]}
        """;
}
