using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Whom a reply goes to and what it answers; decided when it is written, so that a later message changes nothing.</summary>
/// <param name="Recipient">The person asked, at the address that is shown.</param>
/// <param name="Cc">The others who take part.</param>
/// <param name="AnswersId">Our id of the message that it answers.</param>
/// <param name="IdentityId">The recipient's identity.</param>
/// <param name="Visibility">Public or private.</param>
internal sealed record ReplyPlan(Party Recipient, IReadOnlyList<Party> Cc, string AnswersId, string? IdentityId, Visibility Visibility)
{
    /// <summary>The approved text that it is sent as.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>What the channel threads this by: a conversation stays where it is, also when what was said in it was taken back.</summary>
    public string? ThreadKey { get; init; }

    /// <summary>Decides from the latest messages; null when there is nobody to write to.</summary>
    /// <param name="messages">Messages of the conversation.</param>
    /// <param name="answered">The one that is answered, by <see cref="Answers"/>.</param>
    /// <param name="person">Whom it was said to, where it is ours and that was not written down, or the platform has said since what it calls them in private; null otherwise.</param>
    /// <param name="verified">Addresses of participants that are not strangers.</param>
    /// <param name="ours">Our own address.</param>
    /// <param name="isPrivate">Whether only the two sides read it.</param>
    public static ReplyPlan? Of(IReadOnlyList<MessageRow> messages, MessageRow answered, Party? person, IReadOnlySet<string> verified, string? ours, bool isPrivate)
    {
        var visibility = isPrivate ? Visibility.Private : Visibility.Public;
        var before = Json.Read<ReplyPlan>(answered.Recipient);
        var thread = answered.ThreadKey ?? before?.ThreadKey ?? messages.Where(m => m.ThreadKey is not null && m.Visibility == answered.Visibility).MaxBy(m => (m.At, m.Id))?.ThreadKey;
        if (answered.Direction == "out")
        {
            var to = person ?? before?.Recipient ?? answered.Heads?.To.FirstOrDefault(p => !Is(p, ours));
            return to is null ? null : new(to, before?.Cc ?? Others(answered, to, verified, ours), answered.Id, answered.IdentityId, visibility) { ThreadKey = thread };
        }
        var author = new Party(answered.AuthorExternalId, answered.AuthorName, answered.AuthorHandle, answered.AuthorAddress);
        var recipient = answered.Heads?.ReplyTo.FirstOrDefault(p => p.Address is not null && !Is(p, ours)) ?? author;
        return recipient.ExternalId is null && recipient.Address is null
            ? null
            : new(recipient, Others(answered, recipient, verified, ours), answered.Id, answered.IdentityId, visibility) { ThreadKey = thread };
    }

    /// <summary>Which of a conversation's messages a reply answers: what the person said last and did not take back, else what we said last; null when there is nothing.</summary>
    public static MessageRow? Answers(IReadOnlyList<MessageRow> messages) =>
        messages.Where(m => m.Kind == "message" && m.Direction == "in" && m.Automatic is null && !m.Unverified && m.DeletedAt is null).MaxBy(m => (m.At, m.Id))
            ?? messages.Where(m => m.Kind == "message" && m.Direction == "out" && m.State != "failed").MaxBy(m => (m.At, m.Id))
            ?? messages.Where(m => m.Kind == "message" && !m.Unverified).MaxBy(m => (m.At, m.Id));

    private static List<Party> Others(MessageRow answered, Party recipient, IReadOnlySet<string> verified, string? ours) =>
        // What came through a list is answered to its author, never to the list. Who sent us a blind copy told nobody that we have it.
        answered.Heads is not { } heads || answered.Automatic is not null || answered.Direction == "in" && ours is not null && !heads.To.Concat(heads.Cc).Any(p => Is(p, ours))
            ? []
            : [.. heads.To.Concat(heads.Cc)
                .Where(p => p.Address is not null && !Is(p, ours) && !Is(p, Addresses.Key(recipient)) && verified.Contains(Addresses.Key(p)!))
                .DistinctBy(Addresses.Key)];

    private static bool Is(Party party, string? address) => address is not null && Addresses.Key(party) == address;
}
