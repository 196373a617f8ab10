using System.Text;
using Inbox.Mail;

namespace Inbox.Tests.Mail;

/// <summary>Mails written out in tests: lines as they are in the file, bytes beyond ASCII as Latin-1 so that any byte can be written.</summary>
internal static class Sample
{
    public static MailMessage Read(string mail) => MailReader.Read(Bytes(mail));

    public static byte[] Bytes(string mail) => Encoding.Latin1.GetBytes(mail.Replace("\n", "\r\n", StringComparison.Ordinal));

    /// <summary>A one-part mail around a body.</summary>
    public static string Of(string header, string body) => $"From: Ada <ada@example.org>\nMessage-ID: <one@example.org>\n{header.Trim()}\n\n{body}";
}
