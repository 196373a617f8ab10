using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Host;

/// <summary>
/// Splits an mbox (RFC 4155, the mboxrd quoting) into its mails: each begins after an empty line with a line "From ", an address and a time, and ">From " lines lose one ">".
/// A sentence of a mail that begins with "From" has no time behind it, so it splits nothing. Reads as a stream; one mail is in memory at a time.
/// </summary>
internal static partial class Mbox
{
    private const int LongestMail = 64 * 1024 * 1024;
    private const int LongestFromLine = 1024;

    public static IEnumerable<MailFile> Read(string file)
    {
        using var lines = Open(file, out var problem);
        if (lines is null)
        {
            yield return new(file, null, problem);
            yield break;
        }
        var mail = new MemoryStream();
        var (afterEmpty, started) = (true, false);
        while (true)
        {
            bool more;
            try
            {
                more = lines.Next();
            }
            catch (IOException e)
            {
                problem = e.Message;
                break;
            }
            if (!more)
                break;
            var begins = afterEmpty && lines.AtStart && IsFromLine(lines.Line.Span);
            if (!started && !begins)
            {
                if (lines.Line.Span.TrimEnd("\r\n"u8).IsEmpty)
                    continue;
                problem = "It is not an mbox: it does not begin with a line such as \"From alice@example.org Thu Jan 1 09:00:00 2026\".";
                break;
            }
            if (begins)
            {
                if (started)
                    yield return new(file, Finished(mail));
                (started, afterEmpty) = (true, false);
                mail.SetLength(0);
                continue;
            }
            afterEmpty = lines.AtStart && lines.Line.Span.TrimEnd("\r\n"u8).IsEmpty;
            Append(mail, lines);
        }
        if (started && mail.Length > 0)
            yield return new(file, Finished(mail));
        if (problem is not null)
            yield return new(file, null, problem);
    }

    private static MboxLines? Open(string file, out string? problem)
    {
        try
        {
            problem = null;
            return new(File.OpenRead(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }
    }

    private static bool IsFromLine(ReadOnlySpan<byte> line) =>
        line.StartsWith("From "u8) && line.Length <= LongestFromLine && FromLine().IsMatch(Encoding.Latin1.GetString(line));

    /// <summary>What is too long is cut, as the reader of mails would cut it.</summary>
    private static void Append(MemoryStream mail, MboxLines lines)
    {
        var line = lines.Line.Span;
        if (lines.AtStart && line.StartsWith(">"u8) && line.TrimStart((byte)'>').StartsWith("From "u8))
            line = line[1..];
        mail.Write(line[..(int)Math.Min(line.Length, LongestMail - mail.Length)]);
    }

    /// <summary>Without the empty line that belongs to the mbox.</summary>
    private static byte[] Finished(MemoryStream mail)
    {
        var bytes = mail.GetBuffer().AsSpan(0, (int)mail.Length);
        if (bytes.EndsWith("\r\n\r\n"u8))
            return bytes[..^2].ToArray();
        return bytes.EndsWith("\n\n"u8) ? bytes[..^1].ToArray() : bytes.ToArray();
    }

    [GeneratedRegex(@"^From .*\d{1,2}:\d{2}.*\b\d{4}\b", RegexOptions.CultureInvariant)]
    private static partial Regex FromLine();
}
