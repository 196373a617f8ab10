using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;
using Inbox.Servers;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Tests.Threads;

/// <summary>Threads on a real database of its own, without a bus: events go straight into a batch.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Channel = "email";
    private const string Ours = "support@us.example";
    private readonly ThrowAwayFolder _folder;
    private readonly ServiceProvider _services;
    private int _made;

    private Desk(ServiceProvider services, FakeClock clock, ThrowAwayFolder folder) => (_services, Clock, _folder) = (services, clock, folder);

    public FakeClock Clock { get; }

    public string Account { get; private set; } = "";

    public Database Database => Get<Database>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Desk> OpenAsync(string database = "sqlite", Dictionary<string, string>? settings = null, string? path = null, ChannelDescription[]? channels = null)
    {
        var clock = new FakeClock();
        var folder = new ThrowAwayFolder("threads");
        Database store = database == "sqlite"
            ? new SqliteDatabase(path ?? folder["inbox.db"])
            : new PostgresDatabase(await SharedPostgres.CreateDatabaseAsync("threads", FillAsync));
        if (database == "sqlite")
            await new Migrator(store, clock).RunAsync([typeof(Database).Assembly, ThreadsRoom.Schema], default);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IReadOnlyList<ChannelDescription>>(channels ?? Channels)
            .AddSingleton<IEnumerable<ChannelDescription>>(channels ?? Channels)
            .AddStorage(store, new MasterKey(SHA256.HashData("test"u8)))
            .AddThreads()
            .AddThreadsWork()
            .Configure<ThreadsOptions>(o => o.UndoSeconds = 10);
        var desk = new Desk(services.BuildServiceProvider(), clock, folder);
        desk.Account = (await desk.Get<Accounts>().AddAsync((channels ?? Channels)[0], "Support", settings ?? new() { ["address"] = Ours }, default)).Id;
        return desk;
    }

    public async Task<string> AddAccountAsync(string channel, string address = "sales@us.example", string page = "") =>
        (await Get<Accounts>().AddAsync(Channels.First(c => c.Channel == channel), channel, new Dictionary<string, string> { ["address"] = address, ["pageId"] = page }, default)).Id;

    public static ChannelDescription[] Channels { get; } =
        [new(Channel, [], TimeSpan.FromDays(7), "message/rfc822"), new("chat", [], TimeSpan.FromHours(72), "application/json", 2000), new("page", [], TimeSpan.FromHours(72), "application/json"),
            new("templated", [], TimeSpan.FromHours(72), "application/json") { Directly = new(100) { Window = TimeSpan.FromHours(24), TakesTemplates = true } }, .. PrivateAnswers.Channels];

    /// <summary>Applies events as one batch, each from intake, where it is put unless it stands there.</summary>
    public async Task<IReadOnlyList<Changed>> ApplyAsync(params IChannelEvent[] events)
    {
        await StandAsync(events);
        return await Get<BatchWriter>().ApplyAsync(events, default);
    }

    /// <summary>Puts events into intake unless they stand there.</summary>
    public Task StandAsync(params IChannelEvent[] events) => Database.WriteAsync(
        transaction => Rows.RunAsync(
            transaction, "insert into intake (id, account_id, name, body, created_at, attempts) values (@id, @account, @name, @body, @at, 0) on conflict do nothing", events,
            e => [("id", e.EventId), ("account", e.AccountId), ("name", ChannelEvents.NameOf(e)), ("body", EventText.Write(e)), ("at", Clock.GetUtcNow().ToUnixTimeMilliseconds())], default),
        default);

    /// <summary>A mail from a person to us.</summary>
    public MessageReceived Mail(
        string id, string from, string? subject = "Hello", string text = "Where is my parcel?", string[]? replyTo = null, string[]? references = null, string[]? cc = null,
        string[]? to = null, DateTimeOffset? at = null, Direction direction = Direction.In, AutomaticKind? automatic = null, string[]? tokens = null, string[]? failedIds = null,
        FailedDelivery[]? failures = null, string? key = null, string? account = null)
    {
        var when = at ?? Clock.GetUtcNow();
        var author = direction == Direction.Out ? new Party(Ours, "Us", null, Ours) : from.Length == 0 ? new Party(null) : Person(from);
        var recipients = (to ?? [Ours]).Select(Person).ToList();
        return new(
            NextId(), account ?? Account, Channel, Key(key ?? $"{id}|{from}|{subject}|{text}"), direction, Visibility.Private, author, direction == Direction.Out ? recipients[0] : from.Length == 0 ? null : author,
            new(text, text, subject), when, when)
        {
            ExternalId = id,
            Automatic = automatic,
            Mail = new(id.Length == 0 ? null : id, replyTo ?? [], references ?? [], recipients, [.. (cc ?? []).Select(Person)], [], tokens ?? [], failures ?? [], failedIds ?? []),
        };
    }

    /// <summary>A direct message of a person on a chat channel.</summary>
    public MessageReceived Chat(string account, string id, string peer, string text = "Hello there?", DateTimeOffset? at = null, Direction direction = Direction.In, string channel = "chat") =>
        new(NextId(), account, channel, Key(id), direction, Visibility.Private, direction == Direction.In ? new(peer, peer) : new("us"), new(peer, peer), new(text, text), at ?? Clock.GetUtcNow(), at ?? Clock.GetUtcNow())
        {
            ExternalId = id,
            Sequence = _made,
            ThreadKey = peer,
        };

    /// <summary>A comment under a post; without an author, an answer of ours to <paramref name="parent"/>.</summary>
    public MessageReceived Comment(string account, string id, string? author, string post = "post1", string? parent = null, string text = "Is it in stock?", DateTimeOffset? at = null, string? title = null, string channel = "page") =>
        new(NextId(), account, channel, Key(id), author is null ? Direction.Out : Direction.In, Visibility.Public, author is null ? new("us") : new(author, author), author is null ? null : new(author, author), new(text, text), at ?? Clock.GetUtcNow(), at ?? Clock.GetUtcNow())
        {
            ExternalId = id,
            Sequence = _made,
            ParentExternalId = parent,
            Content = new(post, $"https://page.example/{post}", title),
        };

    public static Party Person(string address) => new(address.ToLowerInvariant(), address.Split('@')[0], null, address);

    public static string Key(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Which messages stand together, each group in its order, by their external ids.</summary>
    public async Task<string> GroupsAsync()
    {
        var rows = await Database.ListAsync<(string Conversation, string? External, string? Client)>(
            "select conversation_id, external_id, client_id from messages where kind = 'message' order by at, id", null, default);
        return string.Join(" | ", rows.GroupBy(r => r.Conversation).Select(g => string.Join(",", g.Select(r => r.External ?? r.Client))).Order(StringComparer.Ordinal));
    }

    /// <summary>All cards and asks, without ids that differ from run to run.</summary>
    public async Task<string> StateAsync()
    {
        var cards = await Database.ListAsync<string>(
            """
            select c.state || ' ' || coalesce(c.subject, '') || ' ' || c.preview || ' w' || coalesce(cast(c.waiting_since as text), '') || ' m' || cast(c.messages as text) || ' ' || case when i.external_id like 'unknown:%' then 'unknown' else i.external_id end
              || ' ' || cast(c.position as text) || ' ' || coalesce(p.name, '')
            from conversations c
            join identities i on i.person_id = c.person_id
            join people p on p.id = c.person_id
            where c.merged_into is null
            """, null, default);
        var asks = await Database.ListAsync<string>(
            """
            select cast(asked_at as text) || '>' || coalesce(cast(answered_at as text), '') || ' ' || coalesce(cast(withdrawn_at as text), '') || ' ' || cast(cast(first as integer) as text)
            from asks
            """, null, default);
        return string.Join("\n", cards.Order(StringComparer.Ordinal).Concat(asks.Order(StringComparer.Ordinal)));
    }

    public async Task<IReadOnlyList<Card>> CardsAsync(CardFilter? filter = null) => (await Get<Conversations>().ListAsync(filter ?? new(), default)).Items;

    public async Task<Card> CardAsync() => Assert.Single(await CardsAsync());

    public async Task<ConversationView> ViewAsync(string? id = null) => (await Get<Conversations>().FindAsync(id ?? (await CardAsync()).Id, "anna", default))!;

    public async Task<IReadOnlyList<MessageView>> MessagesAsync(string? id = null) => (await Get<Messages>().ListAsync(id ?? (await CardAsync()).Id, null, 100, default)).Items;

    public async Task<MessageView> ReplyAsync(string? conversation = null, string clientId = "r1", string text = "On its way.", string staff = "anna")
    {
        var outcome = await Get<PostReply>().RunAsync(new(conversation ?? (await CardAsync()).Id, staff, "Anna", clientId, text, null, null, []), default);
        return Assert.IsType<ReplyOutcome.Queued>(outcome).Message;
    }

    /// <summary>Our reply's token, as the connector makes it.</summary>
    public static string Token(string replyId, string recipient) => ThreadToken.Sign(new MasterKey(SHA256.HashData("test"u8)).For("threads"), replyId, recipient);

    /// <summary>Ids that sort in the order of their making, though the clock stands still.</summary>
    private string NextId() => $"{Id.New(Clock)[..14]}7000-8000-{Interlocked.Increment(ref _made):x12}";

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task FillAsync(string connection)
    {
        await using var store = new PostgresDatabase(connection);
        await new Migrator(store, new FakeClock()).RunAsync([typeof(Database).Assembly, ThreadsRoom.Schema], default);
    }
}
