using Inbox.Mail.Smtp;

namespace Inbox.Connectors.Email;

/// <summary>What a submission server answered, as what became of the reply.</summary>
internal static class EmailOutcome
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <param name="outcome">How handing over ended.</param>
    /// <param name="person">Whom the reply answers.</param>
    /// <param name="messageId">The mail's own id.</param>
    public static SendOutcome Of(SmtpOutcome outcome, EmailAddress person, string messageId) => outcome switch
    {
        SmtpOutcome.Sent sent => Sent(sent.NotFor, person, messageId),
        SmtpOutcome.Refused { Permanent: false } busy => new SendOutcome.Retry(Pause, $"The outgoing server asks to wait: {busy.Reason}"),
        SmtpOutcome.Refused refused => new SendOutcome.Refused(refused.Failure?.ToString() ?? $"The outgoing server refused: {refused.Code} {refused.Reason}"),
        SmtpOutcome.Retry retry => new SendOutcome.Retry(Pause, retry.Reason),
        SmtpOutcome.Unknown unknown => new SendOutcome.Unknown(unknown.Reason),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
    };

    /// <summary>A server may take a mail for some and refuse others: when the person is among the refused, the reply failed, whoever got a copy.</summary>
    private static SendOutcome Sent(IReadOnlyList<RefusedRecipient> notFor, EmailAddress person, string messageId)
    {
        if (notFor.Count == 0)
            return new SendOutcome.Sent(messageId);
        if (notFor.FirstOrDefault(r => r.Address == person) is { } refused)
            return new SendOutcome.Refused($"The outgoing server refused {refused.Address}: {refused.Code} {refused.Reason} Only the others who take part got a copy.");
        return new SendOutcome.Sent(messageId, $"The outgoing server refused the copy for {string.Join("; ", notFor.Select(r => $"{r.Address}: {r.Code} {r.Reason}"))}");
    }
}
