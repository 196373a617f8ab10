namespace Inbox.Mail.Smtp;

/// <summary>A mail as DATA carries it (RFC 5321 4.5.2): every line end is CRLF, dots at the beginning of lines are doubled.</summary>
internal static class SmtpData
{
    /// <summary>Bare CR and LF become CRLF as well: servers that disagree about them could be made to see an end, and another mail, in the middle.</summary>
    public static byte[] Stuff(ReadOnlySpan<byte> mail)
    {
        var data = new MemoryStream(mail.Length + mail.Length / 32 + 2);
        var atStart = true;
        for (var at = 0; at < mail.Length; at++)
        {
            var b = mail[at];
            if (b is (byte)'\r' or (byte)'\n')
            {
                if (b == '\r' && at + 1 < mail.Length && mail[at + 1] == '\n') at++;
                data.Write("\r\n"u8);
                atStart = true;
                continue;
            }
            if (atStart && b == '.') data.WriteByte((byte)'.');
            data.WriteByte(b);
            atStart = false;
        }
        if (!atStart) data.Write("\r\n"u8);
        return data.ToArray();
    }
}
