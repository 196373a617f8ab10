using Inbox.Contracts;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Mail.Smtp;

namespace Inbox.Connectors.Email;

/// <summary>Mailboxes over IMAP and SMTP.</summary>
internal sealed class EmailChannel(EmailConnection connection, EmailSender sender) : IChannel, INotify
{
    public const string Name = "email";

    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(15);

    public static ChannelDescription Describes { get; } = new(Name, EmailSettings.Descriptions, EpisodeGap: TimeSpan.FromDays(7), "message/rfc822") { Notifies = true, AnswersNeed = "smtpHost" };

    private static Task<MailFailure?> Nothing { get; } = Task.FromResult<MailFailure?>(null);

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => EmailReader.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => EmailSettings.Own(account);

    public bool CanFollow(ConnectedAccount account) => EmailSettings.Read(account) is { Imap: not null, Credentials: not null };

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        var problems = EmailSettings.Problems(account).ToList();
        if (problems.Count > 0)
            return problems;
        var settings = EmailSettings.Read(account);
        var imap = settings is { Imap: { } incoming, Credentials: { } credentials } ? InTimeAsync(incoming, limit => ImapClient.Check(incoming, credentials, connection.Mail, limit), cancel) : Nothing;
        var smtp = settings.Smtp is { } outgoing ? InTimeAsync(outgoing, new SmtpClient(outgoing, settings.Credentials, connection.Mail).Check, cancel) : Nothing;
        await Task.WhenAll(imap, smtp);
        if (await imap is { } refusedIn)
            problems.Add(EmailProblem.From(refusedIn, "imap", settings.Credentials));
        if (await smtp is { } refusedOut)
            problems.Add(EmailProblem.From(refusedOut, "smtp", settings.Credentials));
        return problems;
    }

    /// <summary>A person waits for this check, and the request that carries it gives up after twenty seconds: a silent server must be named before.</summary>
    private async Task<MailFailure?> InTimeAsync(MailEndpoint server, Func<CancellationToken, Task<MailFailure?>> check, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(CheckPatience, connection.Mail.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            return await check(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new(FailureKind.TimedOut, $"{server} did not answer within {CheckPatience.TotalSeconds:0} seconds.", "Check server name and port; a firewall may be in between.");
        }
    }

    /// <summary>INBOX, and beside it the folder of sent mails on a connection of its own. Only INBOX decides how the account does.</summary>
    public async Task FollowAsync(Following following, CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var follow = new EmailFollow(this, following, EmailSettings.Read(following.Account), connection.Mail);
        var sent = EmailSentFollow.RunAsync(follow, following, both.Token);
        try
        {
            await follow.RunAsync(Origin.Incoming, following.WellAsync, cancel);
        }
        catch (MailFailureException e)
        {
            throw new ChannelException(e.Failure.ToString(), e) { Transient = e.Failure.Transient };
        }
        finally
        {
            await both.CancelAsync();
            await sent;
        }
    }

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    public Task<NoticeEnded> NotifyAsync(ConnectedAccount account, SendNotice notice, Func<CancellationToken, Task> handingOver, CancellationToken cancel) =>
        new EmailNotice(connection).SendAsync(account, notice, handingOver, cancel);
}
