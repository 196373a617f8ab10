using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Inbox.Connectors.Chat;

/// <summary>The visitor's requests: limit, verify, store, answer, in this order.</summary>
internal static class ChatAnswers
{
    private const int MostBytes = 40_000;
    private const int LongestId = 64;
    private const int LongestCampaign = 1000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan SignedFor = TimeSpan.FromHours(12);

    public static IResult Unknown { get; } = Results.Problem("There is no such chat.", statusCode: StatusCodes.Status404NotFound);

    public static IResult Stranger { get; } = Results.Problem("This token does not open this chat. Begin anew.", statusCode: StatusCodes.Status401Unauthorized);

    public static async Task<IResult> BeginAsync(string account, HttpContext http, [FromServices] ChatSeats seats, [FromServices] ChatDesk desk, [FromServices] ChatStaffed staffed, [FromServices] Accounts accounts, [FromServices] TimeProvider clock)
    {
        var cancel = http.RequestAborted;
        if (seats.TooMuch(http, null, ChatLimit.AddressBegins) is { } tooMuch)
            return tooMuch;
        if (await seats.AccountAsync(account, cancel) is not { } connected)
            return Unknown;
        if (await BodyAsync(http) is not { } body)
            return Bad("The request is not JSON of the expected size.");
        var claimed = new ChatIdentity(body["user"].Id, body["email"].Text, body["name"].Text, body["signature"].Text);
        if (claimed.User is not null && !claimed.IsGenuine(connected))
            return Results.Problem("The signature is not this account's over this user. See the README of the chat channel.", statusCode: StatusCodes.Status401Unauthorized);
        var visitor = claimed.User is { } user
            ? ChatVisitor.Signed(account, user, claimed.Email, Shortened(claimed.Name), clock.GetUtcNow() + SignedFor)
            : seats.Tokens.Read(account, body["token"].Text) is { Until: null } known ? known : ChatVisitor.Anybody();
        var seat = new ChatSeat(connected, visitor);
        return Results.Json(
            new ChatBeginning(
                seats.Tokens.Of(account, visitor), visitor.Until is null, connected.Account.Name, connected["greeting"], staffed.Is(account),
                await desk.AddressAsync(seat, cancel), await ChatSettings.MailAccountAsync(connected, accounts, cancel) is not null, await desk.LatestAsync(seat, cancel)),
            Json);
    }

    public static async Task<IResult> NewsAsync(string account, HttpContext http, [FromServices] ChatSeats seats, [FromServices] ChatDesk desk, long after = 0) =>
        await seats.FindAsync(account, http.Request, http.RequestAborted) is not { } seat
            ? Stranger
            : seats.TooMuch(http, seat, ChatLimit.VisitorReads) ?? Results.Json(await desk.NewsAsync(seat, after, http.RequestAborted), Json);

    public static async Task<IResult> SayAsync(string account, HttpContext http, [FromServices] ChatSeats seats, [FromServices] ChatDesk desk)
    {
        if (await seats.FindAsync(account, http.Request, http.RequestAborted) is not { } seat)
            return Stranger;
        if (seats.TooMuch(http, seat, ChatLimit.VisitorWrites, ChatLimit.AddressWrites) is { } tooMuch)
            return tooMuch;
        if (await BodyAsync(http) is not { } body || body["clientId"].Text is not { Length: <= LongestId } id)
            return Bad($"A message has a clientId of at most {LongestId} characters and a text.");
        return body["text"].Text?.Trim() is { Length: > 0 and <= ChatChannel.TextLimit } text
            ? Results.Json(await desk.SayAsync(seat, id, text, Page(body["url"].Text, body["title"].Text, body["campaign"].Text), http.RequestAborted), Json)
            : Bad($"A text has 1 to {ChatChannel.TextLimit} characters.");
    }

    public static async Task<IResult> LeaveAddressAsync(string account, HttpContext http, [FromServices] ChatSeats seats, [FromServices] ChatDesk desk)
    {
        if (await seats.FindAsync(account, http.Request, http.RequestAborted) is not { } seat)
            return Stranger;
        if (seats.TooMuch(http, seat, ChatLimit.VisitorLeaves, ChatLimit.AddressWrites) is { } tooMuch)
            return tooMuch;
        if (await BodyAsync(http) is not { } body || body["clientId"].Text is not { Length: <= LongestId } id)
            return Bad($"An address comes with a clientId of at most {LongestId} characters.");
        return body["address"].Text?.Trim() is var address && ChatDesk.IsAddress(address)
            ? Results.Json(await desk.LeaveAddressAsync(seat, id, address!, http.RequestAborted), Json)
            : Bad("This is not an address that mail can be sent to.");
    }

    public static async Task<IResult> StreamAsync(string account, HttpContext http, [FromServices] ChatSeats seats, [FromServices] ChatPlaces places, [FromServices] ChatStream stream)
    {
        if (!http.WebSockets.IsWebSocketRequest)
            return Bad("This is a WebSocket.");
        if (seats.TooMuch(http, null, ChatLimit.AddressStreams) is { } tooMuch)
            return tooMuch;
        using var place = places.Take(ChatSeats.AddressOf(http), ChatPlaces.OfAddress);
        if (place is null)
            return ChatSeats.TooMuch(http, ChatVisits.Beat);
        await stream.RunAsync(http, token => seats.FindAsync(account, token, http.RequestAborted), http.RequestAborted);
        return Results.Empty;
    }

    public static IResult Bad(string what) => Results.Problem(what, statusCode: StatusCodes.Status400BadRequest);

    public static ChatPage? Page(string? url, string? title, string? campaign) =>
        url is { Length: <= 2000 } ? new(url, Shortened(title)) { Campaign = campaign is { Length: <= LongestCampaign } ? campaign : null } : null;

    private static string? Shortened(string? text) => text is { Length: > 200 } ? text[..200] : text;

    /// <summary>A JSON object; null for anything else, and for too much.</summary>
    private static async Task<Node?> BodyAsync(HttpContext http)
    {
        var bytes = await ChatUpload.BytesAsync(http, MostBytes);
        return bytes is not null && Node.Read(bytes, out _) is { IsObject: true } body ? body : null;
    }
}
