using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;

namespace Inbox.Host;

/// <summary>
/// Runs an import: intake, bus and threads in this process, on the same store as a host that may be serving beside it. Ends when everything that it brought is
/// threaded. Started again after a crash it goes on: what is there already changes nothing.
/// </summary>
internal static class ImportRun
{
    private const int AtOnce = 512;

    public static async Task<int> RunAsync(string format, string[] paths, string accountId, CancellationToken cancel)
    {
        var settings = HostSettings.Read(CommandLine.Configuration()) with { Roles = new HashSet<Role> { Role.Threads } };
        var total = MailFiles.Count(format, paths);
        var (database, key) = await Store.OpenAsync(settings, cancel);
        using var host = Build(settings, database, key);
        await host.StartAsync(cancel);
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, cancel);
        try
        {
            var account = await host.Services.GetRequiredService<Accounts>().FindAsync(accountId, cancel)
                ?? throw new InputException($"There is no account '{accountId}'. See: inbox account list");
            var channel = host.Services.GetRequiredService<ChannelList>().Find(account.Channel);
            if (channel?.Description.MediaType != "message/rfc822")
                throw new InputException($"The account '{account.Name}' is of the channel {account.Channel}, which takes no mail files.");
            var clock = Clock.System;
            var (read, fresh) = await BringAsync(
                host.Services, MailFiles.Read(format, paths), m => channel.Pack(account, m, clock.GetUtcNow(), Origin.Import, () => Id.New(clock)), new Progress(total), cancel);
            await DrainAsync(host.Services.GetRequiredService<PendingEvents>(), fresh, cancel);
            await Console.Error.WriteLineAsync($"{read} mails read, {fresh.Count} new, {read - fresh.Count} known already.");
            return 0;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static IHost Build(HostSettings settings, Database database, MasterKey key)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddInboxCore(settings, database, key).AddPublishing().AddRole(settings, Role.Threads).AddTransport(settings);
        return builder.Build();
    }

    private static async Task<(int Read, List<string> Fresh)> BringAsync(
        IServiceProvider services, IEnumerable<byte[]> mails, Func<byte[], Delivery> pack, Progress progress, CancellationToken cancel)
    {
        var intake = services.GetRequiredService<Intake>();
        var (read, fresh, waiting) = (0, new List<string>(), new Queue<Task<IReadOnlyList<IChannelEvent>>>(AtOnce));
        foreach (var mail in mails)
        {
            waiting.Enqueue(intake.AcceptAsync(pack(mail), cancel));
            if (waiting.Count >= AtOnce)
                fresh.AddRange((await waiting.Dequeue()).Select(e => e.EventId));
            progress.Report(++read);
        }
        while (waiting.TryDequeue(out var last))
            fresh.AddRange((await last).Select(e => e.EventId));
        progress.End(read);
        return (read, fresh);
    }

    /// <summary>Waits until Threads has taken up what came in, here or in the host beside us.</summary>
    private static async Task DrainAsync(PendingEvents pending, List<string> fresh, CancellationToken cancel)
    {
        while (await pending.AnyAsync(fresh, cancel))
            await Task.Delay(50, cancel);
    }
}
