namespace Inbox.Connectors.Net;

/// <summary>What a vendor's answer to a reply means, where the vendor says nothing more particular.</summary>
internal static class HttpOutcome
{
    /// <summary>How long to wait when the vendor does not say.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <param name="answer">The answer.</param>
    /// <param name="well">What 2xx means.</param>
    /// <param name="words">The vendor's own words for a refusal, or null.</param>
    public static SendOutcome Of(HttpReply answer, Func<SendOutcome> well, string? words)
    {
        var said = words is { Length: > 0 } ? $" {(words.Length > 300 ? words[..300] + "…" : words)}" : "";
        return answer.Status switch
        {
            >= 200 and < 300 => well(),
            408 or 425 or 429 or >= 500 => SendOutcome.Retry.Told(answer.RetryAfter, Pause, $"The other side was busy or broken (HTTP {answer.Status}).{said}"),
            401 or 403 => new SendOutcome.Refused($"The other side does not let this account in (HTTP {answer.Status}).{said} Look at the account under Settings, then send again.") { BlamesAccount = true },
            _ => new SendOutcome.Refused($"The other side refused it (HTTP {answer.Status}).{said}"),
        };
    }
}
