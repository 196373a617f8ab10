namespace Inbox.Threads;

/// <summary>
/// The rules of threading.md as pure decisions about two mails. References are evidence, never proof: the person must match. Every rule only ever becomes
/// true as a conversation grows, so that the conversations that follow are the same in any order of arrival.
/// </summary>
internal static class MailRules
{
    private const long TwoDays = 2 * 24 * 3600 * 1000L;

    /// <summary>Whether a mail belongs to the mail that it names.</summary>
    /// <param name="child">The mail that names.</param>
    /// <param name="parent">The mail that is named.</param>
    /// <param name="participants">Who takes part in the parent's conversation.</param>
    public static bool Follows(MailNode child, MailNode parent, IReadOnlySet<string> participants) =>
        child.IsOurs
        || child.IsMachine && parent.IsOurs
        || (participants.Contains(child.Sender) || AreOneMachine(child, parent)) && !IsHijack(child, parent);

    /// <summary>Whether two mails that name the same third one, seen or not, belong together: each must know the other's author.</summary>
    public static bool AreSiblings(MailNode a, IReadOnlySet<string> participantsOfA, MailNode b, IReadOnlySet<string> participantsOfB) =>
        !IsHijack(a, b) && !IsHijack(b, a)
        && (AreOneMachine(a, b)
            || (a.IsOurs || participantsOfB.Contains(a.Sender)) && (b.IsOurs || participantsOfA.Contains(b.Sender)) && !(a.IsOurs && b.IsOurs && !participantsOfA.Overlaps(participantsOfB)));

    /// <summary>Whether two mails look alike enough to say so to staff: one author, one subject, two days, and one of them names no other mail.</summary>
    public static bool LookAlike(MailNode a, MailNode b) =>
        !a.IsOurs && !b.IsOurs && !a.IsAutomatic && !b.IsAutomatic
        && a.Sender == b.Sender && a.BaseSubject.Length > 0 && a.BaseSubject == b.BaseSubject && Math.Abs(a.At - b.At) <= TwoDays && (a.Named.Count == 0 || b.Named.Count == 0);

    /// <summary>
    /// Two notices of one machine. It makes nobody a participant: a stranger's notice may stand beside our reply, and would let in whatever the stranger writes next.
    /// </summary>
    private static bool AreOneMachine(MailNode a, MailNode b) => a.IsMachine && b.IsMachine && !a.IsOurs && !b.IsOurs && a.Sender == b.Sender;

    /// <summary>An old mail answered to write about something else to other people.</summary>
    private static bool IsHijack(MailNode child, MailNode parent)
    {
        if (child.BaseSubject == parent.BaseSubject || child.BaseSubject.Length == 0 || parent.BaseSubject.Length == 0)
            return false;
        var others = child.People.Where(p => p != child.Sender).ToList();
        return others.Count > 0 && !others.Exists(parent.People.Contains);
    }
}
