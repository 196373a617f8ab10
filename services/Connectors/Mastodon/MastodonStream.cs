using Inbox.Connectors.Net;

namespace Inbox.Connectors.Mastodon;

/// <summary>Listens for notifications, only to know when there is something to ask for. A server without a stream, or a proxy that holds it back, costs seconds and loses nothing.</summary>
internal sealed class MastodonStream(MastodonApi api, ConnectedAccount account, TimeProvider clock) : IDisposable
{
    /// <summary>The server says <c>:thump</c> every fifteen seconds.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25), Again = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _news = new(0, 1);
    private DateTimeOffset _lookedAt;
    private volatile bool _isOpen;

    /// <summary>Whether the server tells us when something happens.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Listens, again and again, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await ListenAsync(cancel);
                (_isOpen, _) = (false, Wake());
                await Task.Delay(Again, clock, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // It is not needed any more.
        }
    }

    /// <summary>Waits until there is something to ask for, or the time has come; never asks twice in a breath.</summary>
    public async Task NewsAsync(TimeSpan longest, TimeSpan breath, CancellationToken cancel)
    {
        _lookedAt = clock.GetUtcNow();
        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            await _news.WaitAsync(either.Token);
            if (clock.GetUtcNow() - _lookedAt is var since && since < breath)
                await Task.Delay(breath - since, clock, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nothing was said; it is time to look all the same.
        }
    }

    public void Dispose() => _news.Dispose();

    private async Task ListenAsync(CancellationToken cancel)
    {
        try
        {
            var instance = await api.GetAsync(account, "v2/instance", cancel);
            var named = instance.Body["configuration"]["urls"]["streaming"].Text?.TrimEnd('/').Replace("wss://", "https://", StringComparison.Ordinal).Replace("ws://", "http://", StringComparison.Ordinal);
            await api.ListenAsync(account, Host(named) ?? MastodonSettings.Root(account), Heard, Silence, cancel);
        }
        catch (OutboundException)
        {
            // What is wrong with the server is found out by asking it.
        }
    }

    /// <summary>The host that the server names for its stream, unless the token would travel there less safely.</summary>
    private string? Host(string? named) =>
        Uri.TryCreate(named, UriKind.Absolute, out var stream) && (stream.Scheme == "https" || stream.Scheme == "http" && new Uri(MastodonSettings.Root(account)).Scheme == "http") ? named : null;

    private void Heard(string line)
    {
        _isOpen = true;
        if (line.StartsWith("event:", StringComparison.Ordinal))
            Wake();
    }

    private bool Wake()
    {
        lock (_news)
            return _news.CurrentCount == 0 && _news.Release() == 0;
    }
}
