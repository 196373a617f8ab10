using System.Text;

namespace Inbox.Mail.Mime;

/// <summary>Joins the soft line breaks of format=flowed (RFC 3676), so that paragraphs and quotes are whole again.</summary>
internal static class FlowedText
{
    public static string Unflow(string text, bool deleteSpace)
    {
        var joined = new StringBuilder(text.Length);
        var depth = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var quotes = line.IndexOfAnyExcept('>');
            quotes = quotes < 0 ? line.Length : quotes;
            var content = line[quotes..];
            if (content is [' ', ..])
                content = content[1..];
            // A soft break continues only a line of the same quote depth.
            if (depth == quotes)
                joined.Append(content);
            else
            {
                if (range.Start.Value > 0)
                    joined.Append('\n');
                joined.Append('>', quotes);
                if (quotes > 0 && content.Length > 0)
                    joined.Append(' ');
                joined.Append(content);
            }
            depth = content is [.., ' '] && !content.SequenceEqual("-- ") ? quotes : -1;
            if (depth >= 0 && deleteSpace)
                joined.Length--;
        }
        return joined.ToString();
    }
}
