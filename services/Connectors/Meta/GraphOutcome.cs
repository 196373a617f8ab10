using Inbox.Connectors.Net;

namespace Inbox.Connectors.Meta;

/// <summary>How handing a reply to the platform ended, in words for staff.</summary>
internal static class GraphOutcome
{
    /// <param name="answer">The answer.</param>
    /// <param name="well">What success means.</param>
    /// <param name="window">What to say when the person wrote too long ago.</param>
    /// <param name="repeats">Whether doing it twice does no harm. Otherwise what broke without saying that nothing was done, such as a gateway in between, is never done again by itself.</param>
    public static SendOutcome Of(GraphAnswer answer, Func<SendOutcome> well, string window, bool repeats = false) => answer switch
    {
        { IsWell: true } => well(),
        { IsWindowClosed: true } => new SendOutcome.Refused($"{window} The platform says: {answer.Words}"),
        { IsPersonAway: true } => new SendOutcome.Refused($"This person cannot be reached there: they are gone, have blocked you, or never wrote. The platform says: {answer.Words}"),
        { IsAnswered: true } => new SendOutcome.Refused($"A comment can be answered in private once, within 7 days. Answer in the open, or wait until this person writes. The platform says: {answer.Words}"),
        { IsTokenDead: true } => new SendOutcome.Refused($"The platform does not accept this account's token any more. Connect it again under Settings, then send again. The platform says: {answer.Words}"),
        { IsBusy: true } => SendOutcome.Retry.Told(answer.Told, GraphAnswer.Pause, $"The platform asks to wait: {answer.Words}"),
        { IsUnwell: true } when !answer.IsUndone && !repeats => new SendOutcome.Unknown($"The platform broke off, so nobody knows whether it went out: {answer.Words} Look in the platform's own app before you send it again."),
        { IsUnwell: true } => SendOutcome.Retry.Told(answer.Told, GraphAnswer.Pause, $"The platform is not well: {answer.Words}"),
        { IsForbidden: true } => new SendOutcome.Refused($"This account's token lacks a permission for that. Its README names those that are needed. The platform says: {answer.Words}"),
        _ => new SendOutcome.Refused($"The platform refused it: {answer.Words}"),
    };

    /// <summary>The platform knows no key against sending twice: what may have arrived is never sent again by itself.</summary>
    public static SendOutcome Of(OutboundException e) =>
        e.MayHaveArrived ? new SendOutcome.Unknown($"{e.Message} Look in the platform's own app before you send it again.") : new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
}
