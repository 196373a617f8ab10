using Microsoft.AspNetCore.SignalR;

namespace Inbox.Gateway;

/// <summary>The live connection of a browser. What it may hear is decided at every push; what it may call, here.</summary>
internal sealed class LiveHub(LiveConnections connections, Presence presence, WatchedConversation watched, Answering answering) : Hub
{
    /// <summary>A browser takes itself for connected before this has run. What happened until now it was not told, so it is told that.</summary>
    public override async Task OnConnectedAsync()
    {
        await connections.AddAsync(Context, Context.ConnectionAborted);
        await base.OnConnectedAsync();
        await Clients.Caller.SendAsync("missed", new MissedEvent());
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        await presence.LeaveAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }

    /// <summary>The caller looks at a conversation: colleagues see it.</summary>
    public async Task Watch(string conversationId)
    {
        var caller = await AdmitAsync(conversationId);
        await presence.WatchAsync(Context.ConnectionId, caller, conversationId);
    }

    /// <summary>The caller looks elsewhere.</summary>
    public Task Unwatch(string conversationId) => presence.UnwatchAsync(Context.ConnectionId, conversationId);

    /// <summary>The caller is writing an answer; forgotten after a few seconds unless said again.</summary>
    public async Task Typing(string conversationId)
    {
        var caller = await AdmitAsync(conversationId);
        await presence.TypeAsync(Context.ConnectionId, caller, conversationId);
    }

    /// <summary>The caller is writing what the person will read in private: where the channel shows that, the person learns that somebody does. Notes are not answers.</summary>
    public async Task Answering(string conversationId)
    {
        if (Access.May((await AdmitAsync(conversationId)).Role, Right.Answer) && await watched.ReaderAsync(conversationId, Context.ConnectionAborted) is { } begun)
            answering.Tell(begun);
    }

    private async Task<Caller> AdmitAsync(string conversationId) =>
        connections.Find(Context.ConnectionId) is { } connection && await watched.AccountAsync(conversationId, Context.ConnectionAborted) is { } account && connection.Scope.Contains(account)
            ? connection.Caller
            : throw new HubException("There is no such conversation, or you may not see it.");
}
