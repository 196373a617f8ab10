using System.Text.RegularExpressions;

namespace Inbox.Mail.Reports;

/// <summary>Where addresses stand in a report. These patterns repeat without bound and therefore run without backtracking, in linear time.</summary>
internal static class NoticeAddresses
{
    private const RegexOptions Linear = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private const string Mailbox = @"[A-Za-z0-9_!#$%&'*+/=?^`{|}~.\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*\.?";

    public static readonly Regex Address = new(Mailbox, Linear);

    public static readonly Regex OpeningAddress = new(@"^[ \t*•\-]*(?:(?:smtp|rfc822|failed recipient|recipient|recipients|original recipient|user|to|address|e-?mail|destinataire|empfänger|destinatario)\s*[:;]\s*)?(?:<?mailto:)?<?(" + Mailbox + @")>?(?:\.\.\.|[ \t]*$|[ \t]*[:;(,<\[]|[ \t]+on[ \t]|[ \t]+-|[ \t]+[0-9])", Linear);

    public static readonly Regex RecipientLine = new(@"\b(recipient|rcpt|delivering to|deliver to|delivered to|sent to|sent mail to|addressed to|mail to)\b", Linear);

    public static readonly Regex LocalPartBelow = new(@"(?:recipient|address|user)[^\n:]*:[ \t]*\n(?:[ \t]*\n)?((?:[ \t]+[A-Za-z0-9._+\-]+[ \t]*(?:\n|$))+)", Linear);
}
