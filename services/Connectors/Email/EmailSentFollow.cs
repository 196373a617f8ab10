using Inbox.Mail.Net;
using Inbox.Storage;

namespace Inbox.Connectors.Email;

/// <summary>Follows the folder of sent mails beside INBOX. When it cannot, staff are told, and what comes in goes on coming in.</summary>
internal static class EmailSentFollow
{
    private const int WorthSaying = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Ends when it is cancelled, when the lease is lost, or when there is no such folder.</summary>
    public static async Task RunAsync(EmailFollow follow, Following following, CancellationToken cancel)
    {
        var failures = 0;
        try
        {
            while (await FailedAsync() is { } reason)
            {
                if (++failures == WorthSaying)
                    await following.WarnAsync($"Mails that you send with other programs are not seen: the folder of sent mails cannot be followed. {reason}");
                var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10)));
                await Task.Delay(wait < LongestWait ? wait : LongestWait, following.Clock, cancel);
            }
        }
        catch (Exception e) when (e is LeaseLostException || (e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            // INBOX ends for the same reason, and says so.
        }

        async Task<string?> FailedAsync()
        {
            try
            {
                await follow.RunAsync(Origin.Sent, OpenedAsync, cancel);
                return null;
            }
            catch (MailFailureException e)
            {
                return e.Failure.ToString();
            }
            catch (Exception e) when (e is not (LeaseLostException or OperationCanceledException))
            {
                return $"An unexpected error came up ({e.GetType().Name}).";
            }
        }

        async Task OpenedAsync()
        {
            if (failures >= WorthSaying)
                await following.WellAsync();
            failures = 0;
        }
    }
}
