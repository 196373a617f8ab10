using System.Globalization;

namespace Inbox.Mail.Smtp;

/// <summary>A whole reply (RFC 5321 4.2), its lines joined.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    public bool IsPermanent => Code is >= 500;

    /// <summary>The server's words on one line, without control characters and not endless.</summary>
    public string Text => new([.. string.Join(' ', Lines).Take(500).Select(c => char.IsControl(c) ? ' ' : c)]);

    /// <summary>"250-text": code, whether more lines follow, and the text; null when it is no reply.</summary>
    public static (int Code, bool More, string Text)? ReadLine(string line)
    {
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599) return null;
        if (line.Length == 3) return (code, false, "");
        return line[3] is ' ' or '-' ? (code, line[3] == '-', line[4..]) : null;
    }
}
