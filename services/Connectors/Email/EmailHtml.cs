using System.Net;
using System.Text;

namespace Inbox.Connectors.Email;

/// <summary>The HTML side of an outgoing mail, made from its plain text alone: everything is encoded, so nothing that a customer wrote can become markup (B42).</summary>
internal static class EmailHtml
{
    public static string From(string text)
    {
        var html = new StringBuilder("<div>");
        var quoted = false;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith('>') != quoted)
            {
                quoted = !quoted;
                html.Append(quoted ? "<blockquote type=\"cite\">" : "</blockquote>");
            }
            html.Append(WebUtility.HtmlEncode(quoted ? line[1..].TrimStart(' ') : line)).Append("<br>\n");
        }
        return html.Append(quoted ? "</blockquote></div>" : "</div>").ToString();
    }
}
