namespace Inbox.SystemTests.Proof;

/// <summary>One embedded installation for the tests of the main job.</summary>
public sealed class ProofInbox(Post post) : IAsyncLifetime
{
    private Installation? _inbox;

    internal Installation Inbox => _inbox ?? throw new InvalidOperationException("The host was not started.");

    public async ValueTask InitializeAsync() => _inbox = await Installation.StartAsync(post);

    public async ValueTask DisposeAsync()
    {
        if (_inbox is not null) await _inbox.DisposeAsync();
    }
}
