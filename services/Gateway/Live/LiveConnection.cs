using Microsoft.AspNetCore.SignalR;

namespace Inbox.Gateway;

/// <summary>One open connection: whose it is and what it may hear, both as of the last check.</summary>
internal sealed class LiveConnection(HubCallerContext context, Caller caller)
{
    public string Id => context.ConnectionId;

    public Caller Caller { get; set; } = caller;

    public AccountScope Scope { get; set; } = AccountScope.None;

    public void Cut() => context.Abort();
}
