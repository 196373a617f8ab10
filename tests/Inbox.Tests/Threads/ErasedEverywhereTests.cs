using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Connectors.Net;
using Inbox.Connectors.Telegram;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Connectors.Meta;
using Inbox.Tests.Connectors.Telegram;
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

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_number_behind_an_id_goes_with_it_and_so_does_what_names_that(string database)
    {
        await using var setup = await Setup.OpenAsync(database, WhatsAppChannel.On(new GraphApi(_http)));
        var account = await setup.AddAsync(GraphFake.Settings("phoneNumberId", "111"));
        await setup.ComeAsync(account, """{"object":"whatsapp_business_account","entry":[{"id":"9","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"111"},"contacts":[{"profile":{"name":"Ann"},"wa_id":"33655555555","user_id":"FR.13491208655302741918"}],"messages":[{"from":"33655555555","from_user_id":"FR.13491208655302741918","id":"wamid.a","timestamp":"1772441880","type":"text","text":{"body":"secret"}}]}}]}]}""");
        await setup.ComeAsync(account, """{"object":"whatsapp_business_account","entry":[{"id":"9","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"111"},"statuses":[{"id":"wamid.z","status":"read","timestamp":"1772441890","recipient_id":"33655555555"}]}}]}]}""");

        await setup.EraseAsync();

        Assert.DoesNotContain("33655555555", await ErasePersonTests.AllAsync(setup.Desk.Database), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_edit_of_what_never_came_goes_and_does_not_come_back(string database)
    {
        var api = new TelegramApi(_http);
        await using var setup = await Setup.OpenAsync(database, new TelegramChannel(api, new(api)));
        var bot = await setup.AddAsync(new Dictionary<string, string> { ["token"] = BotApi.Token });
        await setup.ComeAsync(bot, Edited(1, 77, "Ann", 4, "secret"));
        await setup.ComeAsync(bot, Edited(2, 78, "Bob", 6, "bobs words"));
        await setup.ComeAsync(bot, """{"update_id":3,"message":{"message_id":5,"from":{"id":77,"is_bot":false,"first_name":"Ann"},"chat":{"id":77,"first_name":"Ann","type":"private"},"date":1772441890,"text":"Hello?"}}""");

        await setup.EraseAsync("Ann");
        await setup.ComeAsync(bot, Edited(4, 77, "Ann", 4, "secret"));

        var early = await setup.Desk.Database.ListAsync<string>("select body from early", null, Desk.Stop);
        Assert.Contains("bobs words", Assert.Single(early), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(setup.Desk.Database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_changed_in_the_same_delivery_stays_theirs()
    {
        await using var setup = await Setup.OpenAsync("sqlite", InstagramChannel.On(new GraphApi(_http)));
        var account = await setup.AddAsync(GraphFake.Settings("instagramId", "17"));
        await setup.ComeAsync(account, Instagram(Said(5, "m_ann", "secret"), Said(6, "m_bob", "bobs words")));
        await setup.ComeAsync(account, Instagram(
            """{"sender":{"id":"6"},"recipient":{"id":"17"},"timestamp":1772441890000,"message_edit":{"mid":"m_bob","text":"bobs new words","num_edit":1}}""",
            """{"sender":{"id":"5"},"recipient":{"id":"17"},"timestamp":1772441891000,"message_edit":{"mid":"m_never","text":"secret","num_edit":1}}"""));
        Assert.Equal(2, (await setup.Desk.Database.ListAsync<string>("select body from early", null, Desk.Stop)).Count);

        await setup.Desk.Get<ErasePerson>().RunAsync((await setup.Desk.Database.OneAsync<string>("select person_id from identities where external_id = '5'", null, Desk.Stop))!, "anna", Desk.Stop);

        Assert.Contains("bobs new words", Assert.Single(await setup.Desk.Database.ListAsync<string>("select body from early", null, Desk.Stop)), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(setup.Desk.Database), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_first_words_of_a_persons_post_are_no_title_of_it_any_more(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        var post = desk.Comment(page, "post1", "ann", text: "secret") with { Content = new("post1", "https://page.example/ann/post1", "secret") };
        await desk.ApplyAsync(
            post, desk.Comment(page, "c2", "bob", text: "bobs words") with { Content = new("post2", "https://page.example/shop/post2", "New tea") },
            desk.Comment(page, "c3", "eve", text: "eves words") with { Content = post.Content });

        await desk.Get<ErasePerson>().RunAsync((await desk.CardsAsync()).Single(c => c.Person.Name == "ann").Person.Id, "anna", Desk.Stop);

        var all = await ErasePersonTests.AllAsync(desk.Database);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("example/ann", all, StringComparison.Ordinal);
        Assert.Contains("New tea", all, StringComparison.Ordinal);
        Assert.Contains("eves words", all, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    public void Dispose() => _http.Dispose();

    private static string Edited(int update, int id, string name, int message, string text) =>
        $$$"""{"update_id":{{{update}}},"edited_message":{"message_id":{{{message}}},"from":{"id":{{{id}}},"is_bot":false,"first_name":"{{{name}}}"},"chat":{"id":{{{id}}},"first_name":"{{{name}}}","type":"private"},"date":1772441800,"edit_date":1772441880,"text":"{{{text}}}"}}""";

    private static string Said(int from, string id, string text) => $$$"""{"sender":{"id":"{{{from}}}"},"recipient":{"id":"17"},"timestamp":1772441880000,"message":{"mid":"{{{id}}}","text":"{{{text}}}"}}""";

    private static string Instagram(params string[] messaging) => $$"""{"object":"instagram","entry":[{"id":"17","time":1,"messaging":[{{string.Join(',', messaging)}}]}]}""";

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
