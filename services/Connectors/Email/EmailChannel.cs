using Inbox.Contracts;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Mail.Smtp;

namespace Inbox.Connectors.Email;

/// <summary>Mailboxes over IMAP and SMTP.</summary>
internal sealed class EmailChannel(EmailConnection connection, EmailSender sender) : IChannel
{
    public const string Name = "email";

    public static ChannelDescription Describes { get; } = new(Name, EmailSettings.Descriptions, EpisodeGap: TimeSpan.FromDays(7), "message/rfc822");

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => EmailReader.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => EmailSettings.Own(account);

    public bool CanFollow(ConnectedAccount account) => EmailSettings.Read(account) is { Imap: not null, Credentials: not null };

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        var problems = EmailSettings.Problems(account).ToList();
        var settings = EmailSettings.Read(account);
        if (problems.Count > 0 || settings.Credentials is null)
            return problems;
        if (settings.Imap is not null && await ImapClient.Check(settings.Imap, settings.Credentials, connection.Mail, cancel) is { } imap)
            problems.Add(EmailProblem.From(imap, "imap"));
        if (settings.Smtp is not null && await new SmtpClient(settings.Smtp, settings.Credentials, connection.Mail).Check(cancel) is { } smtp)
            problems.Add(EmailProblem.From(smtp, "smtp"));
        return problems;
    }

    /// <summary>INBOX and the folder of sent mails, each on a connection of its own; the first that breaks ends both.</summary>
    public async Task FollowAsync(Following following, CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var follow = new EmailFollow(this, following, EmailSettings.Read(following.Account), connection.Mail);
        var inbox = follow.RunAsync(Origin.Incoming, both.Token);
        var sent = follow.RunAsync(Origin.Sent, both.Token);
        try
        {
            await await Task.WhenAny(inbox, sent.ContinueWith(t => t.IsCompletedSuccessfully ? inbox : t, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap());
        }
        catch (MailFailureException e)
        {
            throw new ChannelException(e.Failure.ToString(), e);
        }
        finally
        {
            await both.CancelAsync();
            await Task.WhenAny(Task.WhenAll(inbox, sent));
        }
    }

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);
}
