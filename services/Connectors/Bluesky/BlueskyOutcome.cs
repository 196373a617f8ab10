using Inbox.Connectors.Net;

namespace Inbox.Connectors.Bluesky;

/// <summary>How handing something to the network ended when it was not taken, in words for staff.</summary>
internal static class BlueskyOutcome
{
    public static SendOutcome Of(BlueskyAnswer answer, TimeProvider clock) => answer.Reply.Status switch
    {
        _ when answer.LacksTalks => new SendOutcome.Refused($"{answer.Explain().Problem} Then send again."),
        400 when answer.Words.Contains("recipient", StringComparison.OrdinalIgnoreCase) => new SendOutcome.Refused($"This person takes no direct messages from this account: they choose who may write to them. Answer in the open. Bluesky says: {answer.Words}"),
        401 or 403 => new SendOutcome.Refused($"{answer.Explain().Problem} Then send again."),
        429 => SendOutcome.Retry.Told(answer.Reset - clock.GetUtcNow(), HttpOutcome.Pause, answer.Explain().Problem),
        _ => HttpOutcome.Of(answer.Reply, () => new SendOutcome.Unknown("Bluesky answered with something that cannot be read. Look under the post before you send it again."), answer.Words),
    };
}
