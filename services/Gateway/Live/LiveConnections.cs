using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>
/// The open connections of this process. Every two seconds, and at once after a change made here, each is asked again whether its session is still good
/// and which accounts it may hear: a right that was taken away in any process is gone within five seconds.
/// </summary>
internal sealed class LiveConnections(Sessions sessions, Access access, TimeProvider clock, ILogger<LiveConnections> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, LiveConnection> _open = new();
    private readonly ConcurrentDictionary<string, bool> _heardOf = new();

    public async Task AddAsync(HubCallerContext context, CancellationToken cancel)
    {
        if ((context.User as CallerPrincipal)?.Caller is not { } caller)
        {
            context.Abort();
            return;
        }
        // Listed first, asked afterwards: a right that is lost in between is seen by the check that the loss causes.
        var connection = _open[context.ConnectionId] = new(context, caller);
        await RefreshAsync([connection], cancel);
    }

    public void Remove(string id) => _open.TryRemove(id, out _);

    public LiveConnection? Find(string id) => _open.GetValueOrDefault(id);

    /// <summary>All connections, whatever they may hear.</summary>
    public IReadOnlyList<string> All() => [.. _open.Keys];

    /// <summary>The connections that may hear of an account.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string accountId, CancellationToken cancel)
    {
        if (_heardOf.TryAdd(accountId, true))
            await CheckAsync(cancel);
        return [.. _open.Values.Where(c => c.Scope.Contains(accountId)).Select(c => c.Id)];
    }

    /// <summary>The accounts that anybody connected here may hear of.</summary>
    public IReadOnlyList<string> Seen() => [.. _open.Values.SelectMany(c => c.Scope.AccountIds).Distinct()];

    /// <summary>Asks again for everybody, now.</summary>
    public Task CheckAsync(CancellationToken cancel) => _open.IsEmpty ? Task.CompletedTask : RefreshAsync([.. _open.Values], cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CheckAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A database that is away must not end the watch; who cannot be checked hears nothing.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                logger.LogWarning(e, "Open connections could not be checked; they hear nothing until they can");
                foreach (var connection in _open.Values)
                    connection.Scope = AccountScope.None;
            }
        }
    }

    private async Task RefreshAsync(IReadOnlyList<LiveConnection> connections, CancellationToken cancel)
    {
        var here = await sessions.StillHereAsync([.. connections.Select(c => c.Caller.CredentialId).Distinct()], cancel);
        var scopes = new Dictionary<string, AccountScope>();
        foreach (var connection in connections)
        {
            if (!here.TryGetValue(connection.Caller.CredentialId, out var caller))
            {
                connection.Scope = AccountScope.None;
                Remove(connection.Id);
                connection.Cut();
                continue;
            }
            connection.Caller = caller;
            connection.Scope = scopes.TryGetValue(caller.Id, out var known) ? known : scopes[caller.Id] = await access.ScopeAsync(caller, cancel);
        }
    }
}
