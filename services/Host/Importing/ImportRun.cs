using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;

namespace Inbox.Host;

/// <summary>
/// Runs an import: intake, bus and threads in this process. Beside an embedded host that serves the same store it only fills the intake: that host's sweep threads what
/// comes, so that the pages that are open there see it. Ends when everything that it brought is threaded. Started again after a crash it goes on: what is there already
/// changes nothing.
/// </summary>
internal static class ImportRun
{
    private static readonly TimeSpan BusPatience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string format, string[] paths, string accountId, CancellationToken cancel)
    {
        var settings = HostSettings.Read(CommandLine.Configuration()) with { Roles = new HashSet<Role> { Role.Threads } };
        var files = MailFiles.Find(format, paths);
        var (database, key) = await Store.OpenAsync(settings, cancel);
        var beside = settings.Postgres is null && DataLock.IsTaken(settings);
        using var host = Build(settings, database, key, beside);
        var (account, channel) = await AccountAsync(host.Services, accountId, cancel);
        await host.StartAsync(cancel);
        try
        {
            if (!beside)
                await BusAsync(host.Services, cancel);
            var clock = Clock.System;
            var bringing = new Bringing(host.Services.GetRequiredService<Intake>(), host.Services.GetRequiredService<PendingEvents>(), clock, () => !beside || DataLock.IsTaken(settings));
            var brought = await bringing.BringAsync(
                MailFiles.Read(format, files), m => channel.Pack(account, m, clock.GetUtcNow(), Origin.Import, () => Id.New(clock)), new Progress(format == "mbox" ? null : files.Count), cancel);
            await bringing.DrainAsync(brought, cancel);
            return await SumUpAsync(brought);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static IHost Build(HostSettings settings, Database database, MasterKey key, bool beside)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddInboxCore(settings, database, key);
        if (!beside)
            builder.Services.AddPublishing().AddRole(settings, Role.Threads).AddTransport(settings);
        return builder.Build();
    }

    private static async Task<(Account, IChannel)> AccountAsync(IServiceProvider services, string id, CancellationToken cancel)
    {
        var account = await services.GetRequiredService<Accounts>().FindAsync(id, cancel) ?? throw new InputException($"There is no account '{id}'. See: inbox account list");
        var channel = services.GetRequiredService<ChannelList>().Find(account.Channel);
        return channel?.Description.MediaType == "message/rfc822"
            ? (account, channel)
            : throw new InputException($"The account '{account.Name}' is of the channel {account.Channel}, which takes no mail files. Name an account of mail.");
    }

    private static async Task BusAsync(IServiceProvider services, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(BusPatience);
        try
        {
            await services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new OutOfReachException($"The bus did not answer for {BusPatience.TotalSeconds:0} seconds. Check ConnectionStrings__RabbitMq and that the broker runs; see: inbox doctor");
        }
    }

    private static async Task<int> SumUpAsync(Brought brought)
    {
        await Console.Error.WriteLineAsync($"{brought.Read} mails read, {brought.Fresh} new, {brought.Read - brought.Fresh} known already.");
        if (brought.Unreadable.Count == 0)
            return 0;
        foreach (var file in brought.Unreadable)
            await Console.Error.WriteLineAsync($"{file.File} could not be read: {file.Problem}");
        await Console.Error.WriteLineAsync("The others were imported. Mend what is named above and run the same import again; what is known already changes nothing.");
        return 2;
    }
}
