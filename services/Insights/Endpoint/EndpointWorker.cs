using System.Threading.Channels;
using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Insights;

/// <summary>
/// Asks the endpoint, one text after the other, about conversations that have their suggestion already: what it says replaces that. When more change than it can be asked about, the oldest
/// keep what they have; what was there before it was switched on is never sent.
/// </summary>
public sealed class EndpointWorker : BackgroundService
{
    /// <summary>So many wait for their turn.</summary>
    private const int Most = 500;

    /// <summary>Thirty a minute at most.</summary>
    internal static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    private readonly EndpointBook _book;
    private readonly EndpointCall _call;
    private readonly EndpointState _state;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _clock;
    private readonly ILogger<EndpointWorker> _log;

    internal EndpointWorker(EndpointBook book, EndpointCall call, EndpointState state, IServiceProvider services, TimeProvider clock, ILogger<EndpointWorker> log) =>
        (_book, _call, _state, _services, _clock, _log) = (book, call, state, services, clock, log);

    /// <summary>A conversation has a suggestion that the endpoint may better. Never waits.</summary>
    internal void Add(string conversationId) => _waiting.Writer.TryWrite(conversationId);

    /// <summary>Asks about one; how long to leave it alone then.</summary>
    internal async Task<TimeSpan> RunAsync(string id, CancellationToken cancel)
    {
        if (await _book.TextAsync(id, cancel) is not { Length: > 0 } sent)
            return TimeSpan.Zero;
        var outcome = await _call.AskAsync(sent, cancel);
        _state.Note(outcome.Problem);
        if (outcome.Nature is { } nature)
            await _book.SaveAsync(id, sent, nature, cancel);
        return outcome.Pause > Between ? outcome.Pause : Between;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var pause = AfterFailure;
            try
            {
                pause = await RunAsync(id, stoppingToken);
                if (pause > TimeSpan.Zero)
                    await TellAsync(id, stoppingToken);
            }
#pragma warning disable CA1031 // The database may be away for a while; the suggestion that stands is good enough.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _log.LogWarning(e, "A suggestion of the endpoint could not be kept");
            }
            await Task.Delay(pause, _clock, stoppingToken);
        }
    }

    /// <summary>Pages that show it learn of what was sent as well as of what was said.</summary>
    private async Task TellAsync(string id, CancellationToken cancel)
    {
        if (_services.GetService(typeof(IBus)) is IBus bus && await _book.FindAsync(id, cancel) is { } standing)
            await bus.Publish(new SuggestionMade(id, standing.AccountId, standing.Version), cancel).WaitAsync(TimeSpan.FromSeconds(5), _clock, cancel);
    }
}
