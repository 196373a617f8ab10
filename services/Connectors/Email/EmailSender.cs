namespace Inbox.Connectors.Email;

/// <summary>Refuses until mails can be written.</summary>
internal sealed class EmailSender
{
    private readonly SendOutcome _refused = new SendOutcome.Refused("Sending mail lands with the next commit.");

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sending is null ? Task.FromCanceled<SendOutcome>(cancel) : Task.FromResult(_refused);
}
