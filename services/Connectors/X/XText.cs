using System.Net;
using System.Text.RegularExpressions;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>What a post or message says, as people read it: the addresses behind t.co, without those of what is attached, and without HTML's escapes.</summary>
internal static partial class XText
{
    /// <param name="text">As the platform has it.</param>
    /// <param name="entities">What it says of addresses in it; in v2 and in its first version the same names.</param>
    public static string Of(string? text, Node entities)
    {
        if (text is null)
            return "";
        foreach (var url in entities["urls"].Concat(entities["media"]))
            if (url["url"].Text is { Length: > 0 } shortened)
                text = text.Replace(shortened, IsAttached(url) ? "" : url["unwound_url"].Text ?? url["unwound"]["url"].Text ?? url["expanded_url"].Text ?? shortened, StringComparison.Ordinal);
        return WebUtility.HtmlDecode(text).Trim();
    }

    /// <summary>What was said, with the names in front that the platform puts before an answer taken away from what is looked at.</summary>
    public static MessageBody Body(string text, bool isPost, IReadOnlyList<AttachmentRef> files)
    {
        var said = isPost ? Names().Replace(text, "") : text;
        return new(text, said.Length > 0 ? said : text, null, null, files);
    }

    /// <summary>First words, for a title.</summary>
    public static string? Title(string text) =>
        text.ReplaceLineEndings(" ") is { Length: > 0 } line ? line.Length <= 80 ? line : $"{line[..(char.IsHighSurrogate(line[78]) ? 78 : 79)]}…" : null;

    private static bool IsAttached(Node url) => url["media_key"].Exists || url["media_url_https"].Exists || url["expanded_url"].Text is { } to && Attached().IsMatch(to);

    [GeneratedRegex(@"\A(?:@\w{1,15}\s+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"\Ahttps?://(?:www\.)?(?:x|twitter)\.com/[^/]+/status/[0-9]+/(?:photo|video)/[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Attached();
}
