using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Connectors.Meta;
using Inbox.Tests.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Hosting;

namespace Inbox.Tests.Threads;

/// <summary>What the channels themselves bring, as their platforms send it, leaves nothing behind.</summary>
public sealed class ErasedEverywhereTests : IDisposable
{
    private readonly OutboundHttp _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), new FakeClock());

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_one_address_of_an_app_got_for_two_accounts_is_emptied_in_both(string database)
    {
        var graph = new GraphApi(_http);
        await using var setup = await Setup.OpenAsync(database, WhatsAppChannel.On(graph));
        var (one, two) = (await setup.AddAsync(GraphFake.Settings("phoneNumberId", "111")), await setup.AddAsync(GraphFake.Settings("phoneNumberId", "222")));
        const string Json = """{"object":"whatsapp_business_account","entry":[{"id":"9","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"111"},"contacts":[{"profile":{"name":"Bob"},"wa_id":"33611111111"}],"messages":[{"from":"33611111111","id":"wamid.b","timestamp":"1772441870","type":"text","text":{"body":"bobs words"}}]}}]},{"id":"9","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"222"},"contacts":[{"profile":{"name":"Ann"},"wa_id":"33655555555"}],"messages":[{"from":"33655555555","id":"wamid.a","timestamp":"1772441880","type":"text","text":{"body":"secret"}}]}}]}]}""";
        await setup.ComeAsync(one, Json);
        await setup.ComeAsync(two, Json);

        await setup.EraseAsync("Ann");

        var all = await ErasePersonTests.AllAsync(setup.Desk.Database);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.Contains("bobs words", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_bytes_of_the_same_key_stay_in_another_account()
    {
        await using var setup = await Setup.OpenAsync("sqlite", MessengerChannel.On(new GraphApi(_http)));
        var (page, other) = (await setup.AddAsync(GraphFake.Settings("pageId", "17")), await setup.AddAsync(GraphFake.Settings("pageId", "18")));
        await setup.ComeAsync(page, """{"object":"page","entry":[{"id":"17","time":1,"messaging":[{"sender":{"id":"5"},"recipient":{"id":"17"},"timestamp":1772441880000,"message":{"mid":"m_1","text":"secret"}}]}]}""");
        var key = await setup.Desk.Database.OneAsync<string>("select key from payloads", null, Desk.Stop);
        await setup.AcceptAsync(new(other.Id, key!, "application/json", "another delivery of this number"u8.ToArray(), [], []) { PayloadId = "other" });

        await setup.EraseAsync();

        Assert.Equal(["other"], await setup.Desk.Database.ListAsync<string>("select id from payloads where length(content) > 0", null, Desk.Stop));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A desk to whose accounts platforms push.</summary>
    private sealed class Setup(Desk desk, Intake intake, IReadOnlyList<IChannel> channels) : IAsyncDisposable
    {
        public Desk Desk => desk;

        public static async Task<Setup> OpenAsync(string database, params IChannel[] channels)
        {
            var desk = await Desk.OpenAsync(database, channels: [.. channels.Select(c => c.Description)]);
            var intake = new Intake(desk.Database, desk.Clock);
            await ((IHostedService)intake).StartAsync(Desk.Stop);
            return new(desk, intake, channels);
        }

        public Task<Account> AddAsync(IReadOnlyDictionary<string, string> settings, int channel = 0) =>
            desk.Get<Accounts>().AddAsync(channels[channel].Description, $"Account {channel}", settings.ToDictionary(), Desk.Stop);

        public async Task ComeAsync(Account account, string json)
        {
            var channel = channels.Single(c => c.Description.Channel == account.Channel);
            var delivery = channel.Pack(account, Encoding.UTF8.GetBytes(json), desk.Clock.GetUtcNow(), Inbox.Connectors.Origin.Incoming, () => Id.New(desk.Clock));
            await AcceptAsync(delivery);
            if (delivery.Events.Count > 0)
                await desk.ApplyAsync([.. delivery.Events]);
        }

        public Task AcceptAsync(Delivery delivery) => intake.AcceptAsync(delivery, Desk.Stop);

        /// <summary>Erases whoever has the name, or all.</summary>
        public async Task EraseAsync(string? name = null)
        {
            foreach (var person in (await desk.CardsAsync()).Where(c => name is null || c.Person.Name == name).Select(c => c.Person.Id).Distinct())
                Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync(person, "anna", Desk.Stop));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }

        public async ValueTask DisposeAsync()
        {
            await intake.StopAsync(CancellationToken.None);
            intake.Dispose();
            await desk.DisposeAsync();
        }
    }
}
