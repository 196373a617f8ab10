using System.Text;
using System.Text.Json.Nodes;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Proof;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Meta.Missed;

/// <summary>An installation that platforms reach, an account of it, and the platform as a real server that goes on while the installation is away.</summary>
internal sealed class Outage : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly HttpClient Http = new();
    private readonly Stay _stay = new(new("outage"), new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
    private readonly Vendor _vendor;
    private readonly string _channel;
    private string _account = "";

    private Outage(Vendor vendor, GraphFake fake, string channel) => (_vendor, Fake, _channel) = (vendor, fake, channel);

    public GraphFake Fake { get; }

    public FakeClock Clock => _stay.Clock;

    public ProofHost Host { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Begins with an account that does well.</summary>
    public static async Task<Outage> OpenAsync(string channel, string setting, string id, GraphFake fake)
    {
        fake.On($"GET {id}", _ => GraphFake.Ok(new JsonObject { ["id"] = id }));
        var outage = new Outage(await Vendor.StartAsync(fake.Answer), fake, channel);
        await outage.StartAsync();
        outage._account = await outage.Host.AddAccountAsync(channel, new Dictionary<string, string>(GraphFake.Settings(setting, id)) { ["graphUrl"] = outage._vendor.Url });
        await outage.UntilAsync(HealthState.Green);
        return outage;
    }

    public async Task StartAsync() => Host = await ProofHost.StartAsync(follows: true, stay: _stay);

    public ValueTask StopAsync() => Host.DisposeAsync();

    /// <summary>Away for a time, and there again.</summary>
    public async Task AwayAsync(TimeSpan time)
    {
        await StopAsync();
        Clock.Advance(time);
        await StartAsync();
    }

    /// <summary>The platform delivers, and is told that it was taken.</summary>
    public async Task DeliverAsync(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Host.Url}/hooks/{_channel}/{_account}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        GraphFake.Sign(request, Encoding.UTF8.GetBytes(body));
        Assert.Equal(200, (int)(await Http.SendAsync(request, Cancel)).StatusCode);
    }

    public Task UntilAsync(HealthState state) => UntilAsync(async () => (await AccountAsync()).Health == state);

    public Task UntilAsync(Func<Task<bool>> isTrue) => Clock.UntilAsync(isTrue, Second);

    public Task UntilToldAsync(int messages) => UntilAsync(async () => (await ToldAsync()).Count == messages);

    /// <summary>The clock moves on by a minute and no further.</summary>
    public async Task WithinAMinuteAsync(HealthState state)
    {
        for (var second = 0; second < 60 && (await AccountAsync()).Health != state; second++)
        {
            Clock.Advance(Second);
            for (var pause = 0; pause < 5; pause++)
                await Eventually.PauseAsync();
        }
        await Eventually.IsTrueAsync(async () => (await AccountAsync()).Health == state);
    }

    /// <summary>Until the last outage is done with, and what was found is taken up.</summary>
    public async Task CaughtUpAsync()
    {
        await UntilAsync(async () => await HeardAsync() is { } heard && heard["Search"] is null && !(bool)heard["IsOwed"]! && Clock.GetUtcNow() - (DateTimeOffset)heard["Until"]! < TimeSpan.FromMinutes(10));
        await Host.DrainedAsync();
    }

    /// <summary>How often something was asked for.</summary>
    public int Asked(string path) => Fake.Addresses.Count(a => a.Contains(path, StringComparison.Ordinal));

    /// <summary>How far it has come, as it is stored.</summary>
    public async Task<JsonNode?> HeardAsync() => await new Cursors(Host.Database).FindAsync(_account, "heard", Cancel) is { } text ? JsonNode.Parse(text) : null;

    /// <summary>Stores how far it has come, while the installation is away.</summary>
    public async Task RememberAsync(JsonNode heard)
    {
        await using var database = new SqliteDatabase(_stay.Folder["inbox.db"]);
        await new Cursors(database).MoveAsync(_account, new("heard", heard.ToJsonString()), Cancel);
    }

    public async Task<Account> AccountAsync() => (await Host.Get<Accounts>().FindAsync(_account, Cancel))!;

    /// <summary>Staff have nothing to see to: the account does well, and nothing was kept aside.</summary>
    public async Task IsWellAsync()
    {
        var account = await AccountAsync();
        Assert.Equal((HealthState.Green, null), (account.Health, account.HealthReason));
        Assert.Empty(await Host.Database.ListAsync<string>("select reason from quarantine", null, Cancel));
    }

    public async Task<IEnumerable<string>> IdsAsync() => (await ToldAsync()).Select(t => t.Id);

    /// <summary>The messages as they stand in conversations, one below the other.</summary>
    public async Task<IReadOnlyList<Told>> ToldAsync()
    {
        await Host.DrainedAsync();
        return await Host.Database.ListAsync<Told>(
            """
            select m.external_id as Id, m.direction as Direction, m.visibility as Visibility, m.text as Text, m.parent_external_id as Parent, c.content_id as Content, m.sent_at as At,
              coalesce(i.external_id, '') as Person, m.author_name as Author
            from messages m
            join conversations c on c.id = m.conversation_id
            left join identities i on i.person_id = c.person_id
            order by m.at, m.id
            """,
            null, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _vendor.DisposeAsync();
        _stay.Folder.Dispose();
    }
}

/// <summary>A message as it stands.</summary>
internal sealed record Told
{
    public required string Id { get; init; }
    public required string Direction { get; init; }
    public required string Visibility { get; init; }
    public required string Text { get; init; }
    public string? Parent { get; init; }
    public string? Content { get; init; }
    public long? At { get; init; }
    public required string Person { get; init; }
    public string? Author { get; init; }

    public DateTimeOffset Moment => DateTimeOffset.FromUnixTimeMilliseconds(At ?? 0);
}
