using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>What a mail says of other mails, with the hashes that they are found by: made before it is a batch's turn, since hashing takes longer than most statements.</summary>
/// <param name="InReplyTo">The mails that it answers.</param>
/// <param name="References">The mails before it, the last one first.</param>
/// <param name="Failed">Hashes of our mails that it reports as not delivered.</param>
/// <param name="Tokens">Tokens that it carries, with the replies that they name; unverified.</param>
internal sealed record MailRefs(
    IReadOnlyList<(string Id, string Hash)> InReplyTo, IReadOnlyList<(string Id, string Hash)> References, IReadOnlyList<string> Failed, IReadOnlyList<(string Token, string ReplyId)> Tokens)
{
    private const int Most = 60;

    /// <summary>All that it names, most telling first.</summary>
    public IEnumerable<(string Id, string Hash)> All => InReplyTo.Concat(References).Take(Most);

    public static MailRefs Of(MailFacts mail) =>
        new(Hashed(mail.InReplyTo), Hashed(mail.References.Reverse()), [.. mail.FailedIds.Select(MailId.Hash)], MailTokens.In(mail));

    private static List<(string Id, string Hash)> Hashed(IEnumerable<string> ids) => [.. ids.Take(Most).Select(id => (id, MailId.Hash(id)))];
}
