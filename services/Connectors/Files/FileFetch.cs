using System.Data.Common;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Files;

/// <summary>Fetches files that came as a name only. One process does; a file that cannot be had is tried for about a day, then says why.</summary>
internal sealed class FileFetch(WaitingFiles files, Leases leases, ConnectedAccounts accounts, ChannelList channels, ProcessLease process, TimeProvider clock, ILogger<FileFetch> log) : BackgroundService
{
    private const int AtOnce = 8;
    private const int MostTries = 12;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync("Fetching files", RoundAsync, Every, clock, log, stoppingToken);

    /// <summary>Fetches what is due; how long to wait for the next round.</summary>
    public async Task<TimeSpan> RoundAsync(CancellationToken cancel)
    {
        var due = await files.DueAsync(AtOnce, cancel);
        if (due.Count == 0 || await leases.TakeAsync("fetch-files", process.Name, Life, cancel) is null)
            return Every;
        await Task.WhenAll(due.Select(file => FetchAsync(file, cancel)));
        return TimeSpan.Zero;
    }

    private async Task FetchAsync(WaitingFile file, CancellationToken cancel)
    {
        try
        {
            var account = await accounts.ConnectAsync(file.AccountId, cancel);
            if (account is null || channels.Find(account.Account.Channel) is not IFetch channel)
                throw new ChannelException("The account that this file came through is not connected any more.") { Transient = false };
            await files.KeepAsync(file.Id, await channel.FetchAsync(account, file.Source, cancel), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is not DbException)
        {
            var never = e is ChannelException { Transient: false } || file.Tries + 1 >= MostTries;
            var pause = Every * Math.Pow(3, file.Tries);
            log.LogInformation("File {FileId} could not be fetched ({Reason})", file.Id, e.Message);
            await files.FailAsync(file.Id, $"This file could not be fetched: {e.Message}", never ? null : pause < LongestPause ? pause : LongestPause, cancel);
        }
    }
}
