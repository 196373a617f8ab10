using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Finds the signed tokens of our replies in a mail (threading rule 1). A token says nothing until it is verified for its recipient.</summary>
internal sealed class MailTokens(MasterKey master)
{
    private readonly byte[] _key = master.For("threads");

    /// <summary>Tokens that a mail carries and the replies that they name, unverified.</summary>
    public static IReadOnlyList<(string Token, string ReplyId)> In(MailFacts mail) =>
        [.. mail.Tokens.Concat(mail.InReplyTo.Concat(mail.References).Concat(mail.FailedIds).Select(Local))
            .Select(t => ThreadToken.TryRead(t, out var reply) ? (Token: t, ReplyId: reply) : default).Where(t => t.Token is not null).Distinct().Take(60)];

    /// <summary>The reply that a mail of ours, found in Sent, is; unverified.</summary>
    public static (string Token, string ReplyId)? Own(MailFacts mail) =>
        mail.MessageId is { } id && ThreadToken.TryRead(Local(id), out var reply) ? (Local(id), reply) : null;

    public bool Verify(string token, Party recipient) => Addresses.Key(recipient) is { } address && ThreadToken.Verify(_key, token, address);

    private static string Local(string messageId) => messageId.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? messageId[..at] : messageId;
}
