using System.Globalization;
using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.X;

/// <summary>What the platform answered, and what an error of it means.</summary>
/// <param name="reply">The answer.</param>
/// <param name="closed">Until when it takes no more calls of this kind.</param>
/// <param name="clock">The clock.</param>
internal sealed class XAnswer(HttpReply reply, DateTimeOffset? closed, TimeProvider clock)
{
    public int Status => reply.Status;

    public HttpReply Reply => reply;

    public Node Body { get; } = Node.Read(reply.Body, out _) ?? default;

    public Node Data => Body["data"];

    public bool IsWell => reply.IsWell;

    public bool IsBusy => reply.Status == 429;

    /// <summary>Trying again as it is may help.</summary>
    public bool IsTransient => reply.Status is 408 or 429 or >= 500;

    /// <summary>How long to wait when it is busy.</summary>
    public TimeSpan RetryAfter => closed is { } until && until - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : HttpOutcome.Pause;

    /// <summary>Whether the platform said when it may be asked again.</summary>
    public bool IsTold => closed - clock.GetUtcNow() > TimeSpan.Zero;

    /// <summary>When it may be asked again, for people.</summary>
    public string Opens => closed?.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "some minutes from now";

    /// <summary>What the token may do, where the platform says so: <c>read</c>, <c>read-write</c>, <c>read-write-directmessages</c>.</summary>
    public string? Access => reply.Headers.GetValueOrDefault("x-access-level");

    /// <summary>The platform's own words. A problem (RFC 7807), or several in a list, or the form of its first version.</summary>
    public string Words
    {
        get
        {
            var first = Body["errors"][0];
            var said = Body["detail"].Text ?? first["detail"].Text ?? first["message"].Text ?? Body["title"].Text ?? Encoding.UTF8.GetString(reply.Body.AsSpan(0, Math.Min(reply.Body.Length, 100)));
            return $"{(said.Length > 300 ? said[..300] + "…" : said)} (HTTP {reply.Status})";
        }
    }

    /// <summary>Asks for what it names a problem with, e.g. <c>client-forbidden</c>.</summary>
    public bool Is(string problem) => Body["type"].Text?.EndsWith($"/{problem}", StringComparison.Ordinal) == true;

    /// <summary>What keeps an account from working, in words for staff.</summary>
    public string Explain() => reply.Status switch
    {
        401 => "X does not accept the keys of this account any more: they were made anew or taken back, or this server's clock is wrong. Paste all four from the app's page Keys and tokens.",
        429 when Is("usage-capped") => $"X lets this app read no more: what was paid for is used up. Look at the developer console. X says: {Words}",
        429 => $"X takes no more questions of this kind until {Opens}. Nothing is lost; it goes on then.",
        403 => $"X does not allow it to this app. It needs the permission Read and write and Direct message, and tokens that were made after that was chosen. X says: {Words}",
        _ => $"X is not well. It says: {Words}",
    };

    /// <summary>An answer that need not be asked for: it is known to be no.</summary>
    public static XAnswer Closed(DateTimeOffset until, TimeProvider clock) =>
        new(new(429, """{"title":"Too Many Requests","detail":"Too Many Requests"}"""u8.ToArray(), "application/problem+json", null) { Headers = new Dictionary<string, string>() }, until, clock);
}
