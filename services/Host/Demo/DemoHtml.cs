using System.Net;

namespace Inbox.Host;

/// <summary>The HTML that office mail programs make, with a logo that lies on a server of theirs: it is not loaded until somebody asks for it.</summary>
internal static class DemoHtml
{
    public static string From(string text, DemoPerson person)
    {
        var domain = person.Address[(person.Address.IndexOf('@') + 1)..];
        var paragraphs = text.Split("\n\n").Select(p => $"<p style=\"margin:0 0 12px\">{WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)}</p>");
        return $"""
            <html><body style="font-family:Georgia,serif;font-size:15px;color:#222">
            {string.Join('\n', paragraphs)}
            <table style="border-top:1px solid #ccc;padding-top:8px"><tr>
            <td><img src="https://pictures.{domain}/logo.png" width="120" height="40" alt="{WebUtility.HtmlEncode(domain)}"></td>
            <td style="color:#777;font-size:12px">{WebUtility.HtmlEncode(person.Name)}<br><a href="https://www.{domain}/">www.{domain}</a></td>
            </tr></table>
            </body></html>
            """;
    }
}
