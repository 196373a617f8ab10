using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Inbox.Connectors.Chat;

/// <summary>
/// The visitor's socket. It carries three facts and nothing else: that the timeline has grown, whether somebody is there, and that somebody writes. What was said is fetched over HTTP with the
/// token, so there is nothing here that could be another visitor's, a note or staff data. What a client sends after its token is not read.
/// </summary>
internal sealed class ChatStream(ChatPlaces places, ChatBell bell, ChatVisits visits, ChatStaffed staffed, TimeProvider clock)
{
    private const int MostToken = 4096;
    private const int MostChatter = 100;
    private static readonly TimeSpan TokenPatience = TimeSpan.FromSeconds(10);

    /// <param name="http">The request.</param>
    /// <param name="find">Judges the token.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(HttpContext http, Func<string, Task<ChatSeat?>> find, CancellationToken cancel)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = ChatVisits.Beat, KeepAliveTimeout = ChatVisits.Beat });
        try
        {
            if (await TokenAsync(socket, cancel) is not { } token || await find(token) is not { } seat)
                await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "token", cancel);
            else if (places.Take($"{seat.AccountId}/{seat.Visitor.Id}", ChatPlaces.OfVisitor) is not { } place)
                await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "too many", cancel);
            else
                using (place)
                    await TellAsync(socket, seat, cancel);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone; it comes back or not.
        }
    }

    private async Task TellAsync(WebSocket socket, ChatSeat seat, CancellationToken cancel)
    {
        var connection = Guid.CreateVersion7().ToString("n");
        using var ear = bell.Listen(seat.AccountId, seat.Visitor.Id);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var closed = ClosedAsync(socket, end);
        try
        {
            // Something may have been added before we listened: the first word makes the browser look.
            for (var ring = new ChatRing(News: true, Typing: false); ; ring = await RingAsync(ear, end.Token))
            {
                await visits.StayAsync(connection, seat.AccountId, seat.Visitor.Id, end.Token);
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { news = ring.News, staffed = staffed.Is(seat.AccountId), typing = ring.Typing }), WebSocketMessageType.Text, true, end.Token);
            }
        }
        finally
        {
            await end.CancelAsync();
            await closed;
            await visits.LeaveAsync(connection, CancellationToken.None);
        }
    }

    /// <summary>What rang; nothing when it is only time for a sign of life.</summary>
    private async Task<ChatRing> RingAsync(ChatBell.Ear ear, CancellationToken cancel)
    {
        using var beat = new CancellationTokenSource(ChatVisits.Beat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, cancel);
        try
        {
            return await ear.RingAsync(either.Token);
        }
        catch (OperationCanceledException) when (beat.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return default;
        }
    }

    private async Task<string?> TokenAsync(WebSocket socket, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(TokenPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        var buffer = new byte[MostToken];
        var got = await socket.ReceiveAsync(buffer.AsMemory(), either.Token);
        return got is { MessageType: WebSocketMessageType.Text, EndOfMessage: true } ? Encoding.UTF8.GetString(buffer, 0, got.Count) : null;
    }

    /// <summary>Reads and drops what comes, until the other side closes or talks too much.</summary>
    private static async Task ClosedAsync(WebSocket socket, CancellationTokenSource end)
    {
        var buffer = new byte[256];
        try
        {
            for (var i = 0; i < MostChatter; i++)
                if ((await socket.ReceiveAsync(buffer.AsMemory(), end.Token)).MessageType == WebSocketMessageType.Close)
                    break;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The same end.
        }
        await end.CancelAsync();
    }
}
