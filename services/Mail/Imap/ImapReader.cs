using System.Globalization;
using System.Text;
using Inbox.Mail.Net;

namespace Inbox.Mail.Imap;

/// <summary>Reads responses with their literals, under limits of bytes, literals and time.</summary>
internal sealed class ImapReader(Wire wire)
{
    /// <summary>Enough for the answer to a search over a million mails.</summary>
    private const int LongestLine = 8 * 1024 * 1024;
    private const int MostLiterals = 100;
    private const long LargestLiteral = 1L << 30;

    /// <param name="keep">How many bytes of all literals together are kept; the rest is read and dropped.</param>
    /// <param name="deadline">Ends the wait.</param>
    public async Task<ImapLine> Read(int keep, Deadline deadline)
    {
        var text = new StringBuilder();
        var literals = new List<ImapValue.Octets>();
        while (true)
        {
            text.Append(Encoding.Latin1.GetString(await wire.ReadLine(LongestLine - text.Length, deadline)));
            if (LiteralAtEnd(text) is not { } literal) return new(text.ToString(), literals);
            if (literals.Count == MostLiterals || literal.Length > LargestLiteral)
                throw Wire.Broken($"{wire.Host} sent an answer beyond all limits.");
            text.Length = literal.At;
            text.Append(ImapLine.LiteralMark);
            var bytes = await wire.ReadBytes(literal.Length, keep, deadline);
            keep -= bytes.Length;
            literals.Add(new(bytes, literal.Length));
        }
    }

    // Remarks for people may end in anything; only data carries literals.
    private static (int At, long Length)? LiteralAtEnd(StringBuilder text)
    {
        if (text.Length < 3 || text[^1] != '}' || text[0] != '*') return null;
        var tail = text.ToString(Math.Max(0, text.Length - 24), Math.Min(24, text.Length));
        var brace = tail.LastIndexOf('{');
        if (brace < 0 || !long.TryParse(tail[(brace + 1)..^1].TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
        if (ImapStatus.From(text.ToString(0, Math.Min(text.Length, 40))) is not null) return null;
        var at = text.Length - (tail.Length - brace);
        return (at > 0 && text[at - 1] == '~' ? at - 1 : at, length);
    }
}
