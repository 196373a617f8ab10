using System.Globalization;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Bluesky;

/// <summary>What a server answered.</summary>
internal sealed class BlueskyAnswer(HttpReply reply)
{
    private readonly Node? _body = Node.Read(reply.Body, out _);

    public HttpReply Reply => reply;

    public bool IsWell => reply.IsWell && _body is not null;

    public Node Body => _body ?? default;

    /// <summary>The kind of error, e.g. <c>NotFound</c>.</summary>
    public string? Code => Body["error"].Text;

    /// <summary>The server's own words.</summary>
    public string Words => Body["message"].Text ?? Code ?? "";

    /// <summary>The login has run out.</summary>
    public bool IsStale => reply.Status is 400 or 401 && Code is "ExpiredToken" or "InvalidToken" && !LacksTalks;

    /// <summary>The app password was made without access to direct messages.</summary>
    public bool LacksTalks => Code == "InvalidToken" && Words.StartsWith("Bad token", StringComparison.Ordinal);

    /// <summary>Whether the same may work later without anybody changing a setting.</summary>
    public bool IsTransient => reply.Status is 408 or 429 or >= 500;

    /// <summary>When it takes requests again.</summary>
    public DateTimeOffset? Reset =>
        reply.Headers.TryGetValue("RateLimit-Reset", out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

    /// <summary>The setting that is to blame, and what to do.</summary>
    public (string? Setting, string Problem) Explain() => (reply.Status, Code) switch
    {
        _ when LacksTalks => ("password", "This app password has no access to direct messages. Make a new one with that access under Settings, Privacy and security, App passwords, or turn direct messages off for this account."),
        (_, "AuthFactorTokenRequired") => ("password", "This is the account's own password, and Bluesky asks for a code with it. Make an app password under Settings, Privacy and security, App passwords."),
        (_, "AccountTakedown" or "AccountDeactivated" or "AccountSuspended") => ("identifier", $"Bluesky has closed this account: {Words}"),
        (401, _) => ("password", "Bluesky does not accept this handle with this app password. Make a new one under Settings, Privacy and security, App passwords."),
        (403, _) => ("password", $"Bluesky does not allow it: {Words}"),
        (429, _) => (null, $"Bluesky asks to wait{(Reset is { } at ? $" until {at:HH:mm} UTC" : "")}: more was asked than it allows."),
        ( >= 300 and < 400, _) => ("service", $"The server has moved to {reply.Headers.GetValueOrDefault("Location", "another address")}. Write its own address."),
        ( >= 500, _) => (null, $"Bluesky is not well (HTTP {reply.Status}). {Words}"),
        _ when _body is null || reply.Status == 404 => ("service", $"What answers there is no Bluesky server (HTTP {reply.Status}, {reply.Type})."),
        _ => (null, $"Bluesky answered with {reply.Status}: {Words}"),
    };
}
