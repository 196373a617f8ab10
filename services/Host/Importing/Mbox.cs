namespace Inbox.Host;

/// <summary>
/// Splits an mbox (RFC 4155, the mboxrd quoting) into its mails: each begins with a line "From " after an empty line, and ">From " lines lose one ">".
/// Reads as a stream; one mail is in memory at a time.
/// </summary>
internal static class Mbox
{
    private const int LongestMail = 64 * 1024 * 1024;

    public static IEnumerable<byte[]> Read(string path)
    {
        using var input = new BufferedStream(File.OpenRead(path), 1 << 16);
        var (mail, line) = (new MemoryStream(), new MemoryStream());
        var (afterEmpty, started) = (true, false);
        while (ReadLine(input, line))
        {
            var text = line.GetBuffer().AsSpan(0, (int)line.Length);
            if (afterEmpty && text.StartsWith("From "u8))
            {
                if (started)
                    yield return mail.ToArray();
                (started, afterEmpty) = (true, false);
                mail.SetLength(0);
                continue;
            }
            started = true;
            afterEmpty = text.TrimEnd("\r\n"u8).IsEmpty;
            if (mail.Length + text.Length <= LongestMail)
                mail.Write(Unquoted(text));
        }
        if (started && mail.Length > 0)
            yield return mail.ToArray();
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> line) =>
        line.StartsWith(">"u8) && line.TrimStart((byte)'>').StartsWith("From "u8) ? line[1..] : line;

    /// <summary>A line with its end; false at the end of the file.</summary>
    private static bool ReadLine(BufferedStream input, MemoryStream line)
    {
        line.SetLength(0);
        int next;
        while ((next = input.ReadByte()) >= 0)
        {
            line.WriteByte((byte)next);
            if (next == '\n')
                break;
        }
        return line.Length > 0;
    }
}
