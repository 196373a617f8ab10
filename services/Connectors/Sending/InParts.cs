namespace Inbox.Connectors;

/// <summary>A reply that a platform takes only as several messages.</summary>
internal static class InParts
{
    /// <summary>Sends one after the other; what stops after something went out is for a person to finish.</summary>
    public static async Task<SendOutcome> SendAsync(IReadOnlyList<Func<Task<SendOutcome>>> parts)
    {
        SendOutcome? first = null;
        for (var i = 0; i < parts.Count; i++)
        {
            var outcome = await parts[i]();
            if (outcome is not SendOutcome.Sent)
                return first is null ? outcome : new SendOutcome.Unknown($"The first {i} of {parts.Count} parts went out, then it stopped: {Why(outcome)} Send only what is missing.");
            first ??= outcome;
        }
        return first ?? new SendOutcome.Refused("There is nothing in it to send.");
    }

    private static string Why(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Refused r => r.Reason,
        SendOutcome.Retry r => r.Reason,
        SendOutcome.Unknown u => u.Reason,
        _ => "",
    };
}
