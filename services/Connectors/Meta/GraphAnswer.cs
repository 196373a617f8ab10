using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Meta;

/// <summary>What the Graph API answered, and what an error of it means.</summary>
internal sealed class GraphAnswer(HttpReply reply)
{
    /// <summary>How long to wait when the platform does not say.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public Node Body { get; } = Node.Read(reply.Body, out _) ?? default;

    /// <summary>Of what a batch answers, what it answers to its first call; when there is nothing, the platform had no time for it.</summary>
    public GraphAnswer First => new(new((int)(Body[0]["code"].Number ?? 503), Encoding.UTF8.GetBytes(Body[0]["body"].Text ?? ""), "application/json", null) { Headers = reply.Headers });

    public bool IsWell => reply.IsWell && !Body["error"].Exists;

    /// <summary>The token is dead: expired, taken back, or its owner changed the password.</summary>
    public bool IsTokenDead => Code is 190 or 102 or 467 || (Code is null or 0 && reply.Status == 401);

    /// <summary>The app, or the account, has asked too often.</summary>
    public bool IsBusy => Code is 4 or 17 or 32 or 341 or 613 or (>= 80001 and <= 80014) or 130429 or 131048 or 131056 || reply.Status == 429;

    /// <summary>The platform itself is not well.</summary>
    public bool IsUnwell => !IsBusy && (Code is 2 or 131000 or 131016 or 133004 || Body["error"]["is_transient"].IsTrue || reply.Status is 408 or >= 500);

    /// <summary>The platform's own word that this was not done and may be asked for again: "wait and retry the operation" (2), "message failed to send" (131000), "service unavailable" (131016, 133004).</summary>
    public bool IsUndone => Code is 2 or 131000 or 131016 or 133004;

    /// <summary>A permission is missing.</summary>
    public bool IsForbidden => !IsWindowClosed && (Code is 3 or 10 or 131005 or (>= 200 and <= 299) || reply.Status == 403);

    /// <summary>The person wrote too long ago to be written to.</summary>
    public bool IsWindowClosed => Code is 131047 || Subcode is 2018278 or 2534022;

    /// <summary>The person cannot be reached: gone, blocked us, or never wrote.</summary>
    public bool IsPersonAway => Code is 551 or 131026 || Subcode is 2018001 or 1545041;

    /// <summary>The one private answer that a comment may have was given, or the comment is too old for it.</summary>
    public bool IsAnswered => Code is 10900 or 10903;

    /// <summary>How long the platform says to wait; it counts minutes for some of its limits.</summary>
    public TimeSpan? Told => reply.RetryAfter is { } after && after > TimeSpan.Zero ? after : Regained;

    /// <summary>How long to wait: what the platform says, or some seconds.</summary>
    public TimeSpan RetryAfter => Told ?? Pause;

    /// <summary>The platform's own words with what its support asks for.</summary>
    public string Words
    {
        get
        {
            var error = Body["error"];
            var said = error["error_user_msg"].Text ?? error["error_data"]["details"].Text ?? error["message"].Text ?? $"HTTP {reply.Status}, {Encoding.UTF8.GetString(reply.Body.AsSpan(0, Math.Min(reply.Body.Length, 100)))}";
            var numbers = new[] { Code is { } code ? $"code {code}" : null, Subcode is { } sub ? $"subcode {sub}" : null, error["fbtrace_id"].Text is { } trace ? $"trace {trace}" : null }.OfType<string>();
            return $"{(said.Length > 300 ? said[..300] + "…" : said)} ({string.Join(", ", numbers.DefaultIfEmpty($"HTTP {reply.Status}"))})";
        }
    }

    private long? Code => Body["error"]["code"].Number;

    private long? Subcode => Body["error"]["error_subcode"].Number;

    /// <summary>X-Business-Use-Case-Usage: {"id":[{…,"estimated_time_to_regain_access":minutes}]}.</summary>
    private TimeSpan? Regained
    {
        get
        {
            var usage = reply.Headers.TryGetValue("X-Business-Use-Case-Usage", out var header) ? Node.Read(Encoding.UTF8.GetBytes(header), out _) ?? default : default;
            var minutes = usage.Names.SelectMany(name => usage[name]).Max(u => u["estimated_time_to_regain_access"].Number);
            return minutes is > 0 and < 1500 ? TimeSpan.FromMinutes(minutes.Value) : null;
        }
    }
}
