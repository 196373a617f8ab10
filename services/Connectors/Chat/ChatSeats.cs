using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Inbox.Connectors.Chat;

/// <summary>Finds the account and the visitor of a request, and what both may still do.</summary>
internal sealed class ChatSeats(ConnectedAccounts accounts, ChatTokens tokens, ChatBudget budget)
{
    /// <summary>What carries the token. Not Authorization, which is staff's and their programs'.</summary>
    public const string Header = "X-Chat-Token";

    public ChatTokens Tokens => tokens;

    public async Task<ConnectedAccount?> AccountAsync(string id, CancellationToken cancel) =>
        await accounts.ConnectAsync(id, cancel) is { } account && account.Account.Channel == ChatChannel.Name ? account : null;

    /// <summary>The visitor whose token a request carries; null for a token that is none, or another account's.</summary>
    public Task<ChatSeat?> FindAsync(string accountId, HttpRequest request, CancellationToken cancel) => FindAsync(accountId, request.Headers[Header].ToString(), cancel);

    public async Task<ChatSeat?> FindAsync(string accountId, string token, CancellationToken cancel) =>
        tokens.Read(accountId, token) is { } visitor && await AccountAsync(accountId, cancel) is { } account ? new(account, visitor) : null;

    /// <summary>The answer when somebody does too much; null when they do not.</summary>
    public IResult? TooMuch(HttpContext http, ChatSeat? seat, params ReadOnlySpan<ChatLimit> limits)
    {
        TimeSpan? wait = null;
        foreach (var limit in limits)
        {
            var who = limit.What.EndsWith("from", StringComparison.Ordinal) ? AddressOf(http) : $"{seat!.AccountId}/{seat.Visitor.Id}";
            if (budget.Take(limit, who) is { } longer && (wait is null || longer > wait))
                wait = longer;
        }
        return wait is { } time ? TooMuch(http, time) : null;
    }

    public static IResult TooMuch(HttpContext http, TimeSpan time)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Problem("That was a lot at once. Wait a moment, then go on.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>IPv4 as it is; of IPv6 the network of 64 bits that one household or server has.</summary>
    public static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
