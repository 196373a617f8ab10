using System.Text;

namespace Inbox.Mail.Mime;

/// <summary>text/enriched (RFC 1896) without its commands.</summary>
internal static class EnrichedText
{
    private const int LongestCommand = 62;

    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '<')
                plain.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '<')
                plain.Append(text[i++]);
            else if (text.AsSpan(i, Math.Min(LongestCommand, text.Length - i)).IndexOf('>') is > 1 and var end)
                i += end;
            else
                plain.Append('<');
        }
        return plain.ToString();
    }
}
