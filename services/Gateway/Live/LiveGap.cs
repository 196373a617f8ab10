using MassTransit;

namespace Inbox.Gateway;

/// <summary>
/// This process's queue goes when the broker does, and what is published until it is there again is heard by nobody here. So whenever it is ready, whoever is
/// connected is told to look again.
/// </summary>
internal sealed class LiveGap(LivePush push) : IReceiveEndpointObserver
{
    /// <summary>How the queue's name begins.</summary>
    public const string Queue = "temporary-live";

    public Task Ready(ReceiveEndpointReady ready) =>
        ready.InputAddress.AbsolutePath.Contains(Queue, StringComparison.Ordinal) ? push.LookAgainAsync() : Task.CompletedTask;

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
