using System.Threading.Channels;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Insights;

/// <summary>
/// Makes suggestions beside everything else: those for conversations that changed first, then, in a walk at the start and once an hour, those that were missed. It rests nineteen times as
/// long as it works, and ten seconds while much comes in, so that what comes in never waits for it.
/// </summary>
public sealed class SuggestionWorker : BackgroundService
{
    private const int Most = 100;
    private static readonly TimeSpan BetweenWalks = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan InRush = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(20_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Database _database;
    private readonly SuggestionWriter _writer;
    private readonly IServiceProvider _services;
    private readonly EndpointWorker? _endpoint;
    private readonly Rush _rush;
    private readonly TimeProvider _clock;
    private readonly ILogger<SuggestionWorker> _log;

    internal SuggestionWorker(Database database, SuggestionWriter writer, IServiceProvider services, Rush rush, TimeProvider clock, ILogger<SuggestionWorker> log) =>
        (_database, _writer, _services, _endpoint, _rush, _clock, _log) = (database, writer, services, (EndpointWorker?)services.GetService(typeof(EndpointWorker)), rush, clock, log);

    /// <summary>A conversation changed. Never waits; when too many do, the walk finds what was dropped.</summary>
    public void Add(string conversationId)
    {
        _rush.Note();
        _waiting.Writer.TryWrite(conversationId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The walk's place; null when it has come to its end.
        string? at = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            if (at is null && !await NewsAsync(stoppingToken))
                at = "";
            await _rush.WaitAsync(InRush, stoppingToken);
            var began = _clock.GetTimestamp();
            try
            {
                if (Take() is { Count: > 0 } ids)
                {
                    await RunAsync(ids, stoppingToken);
                    foreach (var id in ids)
                        _endpoint?.Add(id);
                }
                else if (at is not null)
                    at = await WalkAsync(at, stoppingToken);
            }
#pragma warning disable CA1031 // The database may be away for a while; suggestions can wait, and nothing else is to feel it.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _log.LogWarning(e, "Suggestions wait: they could not be made");
                await Task.Delay(AfterFailure, _clock, stoppingToken);
                at = "";
            }
            await Task.Delay(Gather + (19 * _clock.GetElapsedTime(began)), _clock, stoppingToken);
        }
    }

    /// <summary>Waits for something that changed; false when it is time to walk.</summary>
    private async Task<bool> NewsAsync(CancellationToken cancel)
    {
        using var hour = new CancellationTokenSource(BetweenWalks, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, hour.Token);
        try
        {
            return await _waiting.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private HashSet<string> Take()
    {
        var ids = new HashSet<string>();
        while (ids.Count < Most && _waiting.Reader.TryRead(out var id))
            ids.Add(id);
        return ids;
    }

    private async Task<string?> WalkAsync(string after, CancellationToken cancel)
    {
        var (stale, last) = await SuggestionReader.StaleAsync(_database, after, 5 * Most, cancel);
        foreach (var ids in stale.Chunk(Most))
            await RunAsync(ids, cancel);
        return last;
    }

    /// <summary>Pages that show one of them learn of it as of any other change.</summary>
    private async Task RunAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var changed = await _writer.RunAsync(ids, cancel);
        if (_services.GetService(typeof(IBus)) is IBus bus)
            foreach (var suggestion in changed)
                await bus.Publish(new SuggestionMade(suggestion.ConversationId, suggestion.AccountId, suggestion.Version), cancel).WaitAsync(TimeSpan.FromSeconds(5), _clock, cancel);
    }
}
