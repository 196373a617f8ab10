using System.Globalization;
using System.Text.RegularExpressions;
using Inbox.Connectors.Json;

namespace Inbox.Connectors.Mastodon;

/// <summary>What a server takes, by its own word (<c>/api/v2/instance</c>).</summary>
internal sealed record MastodonLimits(long Characters, long PerLink, long Files, IReadOnlyList<string> Types, long ImageBytes, long VideoBytes)
{
    private static readonly Regex Link = new(@"https?://\S+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase), Named = new(@"(@\w+)@[\w.-]+", RegexOptions.NonBacktracking);

    public static MastodonLimits Of(Node instance)
    {
        var (statuses, media) = (instance["configuration"]["statuses"], instance["configuration"]["media_attachments"]);
        return new(
            statuses["max_characters"].Number ?? 500, statuses["characters_reserved_per_url"].Number ?? 23, statuses["max_media_attachments"].Number ?? 4,
            [.. media["supported_mime_types"].Select(t => t.Text).OfType<string>()], media["image_size_limit"].Number ?? 16_777_216, media["video_size_limit"].Number ?? 103_809_024);
    }

    /// <summary>Characters as the platform counts them: a link costs the same whatever its length, a name counts without its host.</summary>
    public long Count(string text)
    {
        var links = Link.Count(text);
        return new StringInfo(Named.Replace(Link.Replace(text, ""), "$1")).LengthInTextElements + links * PerLink;
    }

    /// <summary>Why these files cannot go along; null when they can.</summary>
    public string? Problem(IReadOnlyList<Storage.StoredFile> files)
    {
        if (files.Count > Files)
            return $"This server takes at most {Files} files with a post; there are {files.Count}.";
        foreach (var file in files)
        {
            var most = file.MediaType.StartsWith("image/", StringComparison.Ordinal) ? ImageBytes : VideoBytes;
            if (Types.Count > 0 && !Types.Contains(file.MediaType))
                return $"This server takes pictures, videos and sounds only; {file.Name} is {file.MediaType}. Write a link instead.";
            if (file.Content.Length > most)
                return $"This server takes at most {most / 1_000_000} MB for such a file; {file.Name} has {(file.Content.Length + 999_999) / 1_000_000}.";
        }
        return null;
    }
}
