using Inbox.Contracts;

namespace Inbox.Connectors;

/// <summary>A reply that a platform takes only as several messages.</summary>
internal static class InParts
{
    /// <summary>Sends one after the other, but for those that went out before; each that goes out is written down before the next.</summary>
    public static async Task<SendOutcome> SendAsync(Sending sending, IReadOnlyList<Func<Task<SendOutcome>>> parts)
    {
        SendOutcome.Sent? first = null;
        for (var i = 0; i < parts.Count; i++)
        {
            if (sending.Went(i + 1, parts.Count) is { } before)
            {
                first ??= new(before.ExternalId);
                continue;
            }
            var outcome = await parts[i]();
            if (outcome is not SendOutcome.Sent sent)
                return outcome;
            if (parts.Count > 1)
                await sending.Going(new(i + 1, parts.Count, sent.ExternalId));
            first ??= sent;
        }
        return first ?? (SendOutcome)new SendOutcome.Refused("There is nothing in it to send.");
    }

    /// <summary>The part, when it went out before.</summary>
    public static SentPart? Went(this Sending sending, int number, int of) => sending.Reply.Went.FirstOrDefault(p => p.Number == number && p.Of == of);

    /// <summary>What stops after something went out is for a person to finish: of the rest nothing is sent by itself.</summary>
    public static SendOutcome Stopped(SendReply reply, SendOutcome outcome) =>
        outcome is SendOutcome.Sent || reply.Went is not [var any, ..] ? outcome
            : new SendOutcome.Unknown($"Only {reply.Went.Count} of {any.Of} parts went out, then it stopped: {Why(outcome)} Sent again, only what is missing goes out.");

    private static string Why(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Refused r => r.Reason,
        SendOutcome.Retry r => r.Reason,
        SendOutcome.Unknown u => u.Reason,
        _ => "",
    };
}
