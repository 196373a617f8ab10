using Inbox.Connectors.Net;

namespace Inbox.Connectors.X;

/// <summary>How handing something to the platform ended, in words for staff.</summary>
internal static class XOutcome
{
    /// <param name="answer">The answer.</param>
    /// <param name="well">What success means.</param>
    public static SendOutcome Of(XAnswer answer, Func<SendOutcome> well) => answer switch
    {
        { IsWell: true } => well(),
        { IsBusy: true } when answer.Is("usage-capped") => new SendOutcome.Refused(answer.Explain()),
        { IsBusy: true } => new SendOutcome.Retry(answer.RetryAfter, $"X takes no more of this kind until {answer.Opens}.") { IsTold = answer.IsTold },
        { IsTransient: true } => new SendOutcome.Retry(HttpOutcome.Pause, $"X is not well. It says: {answer.Words}"),
        { Status: 401 } => new SendOutcome.Refused($"{answer.Explain()} Then send again."),
        _ when IsDuplicate(answer) => new SendOutcome.Refused("X takes no answer that says just what another of yours said shortly before. Say it in other words."),
        { Status: 403 } when Says(answer, "deleted", "not visible") => new SendOutcome.Refused($"The post that this answers is not there any more, or is shown to you no longer. X says: {answer.Words}"),
        { Status: 403 } when Says(answer, "reply to this conversation", "mentioned", "engaged") => new SendOutcome.Refused($"Under this post not everybody may answer through an app. Answer in private, or in X itself. X says: {answer.Words}"),
        { Status: 403 } when Says(answer, "direct message", "cannot send messages", "dm_conversations") => new SendOutcome.Refused($"This person takes no direct messages from you: they must write first, or follow you. X says: {answer.Words}"),
        { Status: 403 } => new SendOutcome.Refused($"X does not allow it: the person may have blocked you, or the app lacks a permission (its README names them). X says: {answer.Words}"),
        _ => new SendOutcome.Refused($"X refused it: {answer.Words}"),
    };

    /// <summary>The same words stand there already: perhaps those of a try before, whose answer was lost.</summary>
    public static bool IsDuplicate(XAnswer answer) => answer.Status == 403 && Says(answer, "duplicate");

    private static bool Says(XAnswer answer, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (answer.Words.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
