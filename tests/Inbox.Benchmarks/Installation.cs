using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Host;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Benchmarks;

/// <summary>The embedded installation without a web server: the real store (SQLite, synchronous=full), the real in-memory bus, the real threads.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;
    private readonly bool _keep;
    private readonly IChannel _channel;
    private readonly IReadOnlyList<Account> _accounts;

    private Installation(IHost host, string folder, bool keep, IChannel channel, IReadOnlyList<Account> accounts) =>
        (_host, _folder, _keep, _channel, _accounts) = (host, folder, keep, channel, accounts);

    public Database Database => Get<Database>();

    public string File => Path.Combine(_folder, "inbox.db");

    public string AccountId => _accounts[0].Id;

    public IReadOnlyList<string> AccountIds => [.. _accounts.Select(a => a.Id)];

    /// <summary>In a named folder the store is kept, and used again the next time: a million messages take their while.</summary>
    public static async Task<Installation> StartAsync(string? named = null, int accountCount = 1)
    {
        var folder = named ?? Directory.CreateTempSubdirectory("inbox-bench").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Inbox:Data", folder)]).Build();
        var settings = HostSettings.Read(configuration) with { Roles = new HashSet<Role> { Role.Threads } };
        var (database, key) = await Store.OpenAsync(settings, CancellationToken.None);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddInboxCore(settings, database, key).AddPublishing().AddRole(settings, Role.Threads).AddTransport(settings);
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, CancellationToken.None);
        var channel = host.Services.GetRequiredService<ChannelList>().Find("email")!;
        var accounts = host.Services.GetRequiredService<Accounts>();
        while ((await accounts.ListAsync(CancellationToken.None)).Count < accountCount)
            await accounts.AddAsync(channel.Description, "Bench", new Dictionary<string, string> { ["address"] = Letters.Us, ["smtpHost"] = "localhost" }, CancellationToken.None);
        return new(host, folder, named is not null, channel, await accounts.ListAsync(CancellationToken.None));
    }

    /// <summary>How many messages are stored.</summary>
    public async Task<int> CountAsync() => (int)await Database.OneAsync<long>("select count(*) from messages", null, CancellationToken.None);

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Reads a mail, the first part of its way.</summary>
    public Delivery Pack(byte[] mail, int account = 0)
    {
        var clock = Get<TimeProvider>();
        return _channel.Pack(_accounts[account], mail, clock.GetUtcNow(), Origin.Import, () => Id.New(clock));
    }

    /// <summary>Brings mails in through the ordinary intake and waits until all are threaded: what a person could see.</summary>
    public Task BringAsync(IEnumerable<byte[]> mails) => BringAsync(mails.Select(m => (0, m)));

    public async Task BringAsync(IEnumerable<(int Account, byte[] Mail)> mails)
    {
        var intake = Get<Intake>();
        var waiting = new Queue<Task>(512);
        foreach (var (account, mail) in mails)
        {
            waiting.Enqueue(intake.AcceptAsync(Pack(mail, account), CancellationToken.None));
            if (waiting.Count >= 512)
                await waiting.Dequeue();
        }
        await Task.WhenAll(waiting);
        while (await Get<PendingEvents>().CountAsync(CancellationToken.None) > 0)
            await Task.Delay(5);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await Database.DisposeAsync();
        _host.Dispose();
        if (!_keep)
            Directory.Delete(_folder, recursive: true);
    }
}
