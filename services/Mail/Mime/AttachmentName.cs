using System.Globalization;
using System.Text;
using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>
/// The name of a part, from every place that names hide in, made safe to show and to offer (B43): the last step of any path,
/// without control, invisible and direction characters, never hidden (leading dots), never empty, at most 200 characters.
/// </summary>
internal static class AttachmentName
{
    private const int Longest = 200;

    /// <summary>The name that the part states for itself as a file, or null.</summary>
    public static string? Stated(MimePart part)
    {
        var name = part.Disposition.Get("filename") ?? part.Disposition.Get("name") ?? part.ContentType.Get("name") ?? part.ContentType.Get("filename");
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    /// <summary>A safe name for the part; <paramref name="number"/> tells nameless ones apart.</summary>
    public static string Of(MimePart part, int number)
    {
        if (Stated(part) is { } stated && Safe(stated) is { Length: > 0 } safe)
            return safe;
        var extension = Extension(part.MediaType);
        if (Described(part) is { Length: > 0 } described)
            return Path.HasExtension(described) ? described : described + extension;
        return string.Create(CultureInfo.InvariantCulture, $"{Kind(part.MediaType)}-{number}{extension}");
    }

    public static string Safe(string name)
    {
        var clean = new StringBuilder(Math.Min(name.Length, 1000));
        foreach (var rune in CleanText.Surrogates(CleanText.Cut(name, 1000)).EnumerateRunes())
        {
            if (rune.Value is '/' or '\\')
                clean.Clear();
            else if (rune.Value is '\r' or '\n' or '\t')
                clean.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse))
                clean.Append(rune.ToString());
        }
        var safe = clean.ToString().Trim().TrimStart('.').Trim();
        if (safe.Length > 2 && char.IsAsciiLetter(safe[0]) && safe[1] == ':')
            safe = safe[2..];
        if (safe.Length <= Longest)
            return safe;
        var extension = Path.GetExtension(safe);
        return extension.Length is > 0 and < 20 ? CleanText.Cut(safe, Longest - extension.Length) + extension : CleanText.Cut(safe, Longest);
    }

    private static string? Described(MimePart part)
    {
        if (part.Field("Content-Location") is { } location)
        {
            var path = location.Trim('"', '<', '>', ' ').Split('?', '#')[0];
            if (Safe(path) is { Length: > 0 } leaf && Path.HasExtension(leaf) && !path.EndsWith('/'))
                return leaf;
        }
        return part.Field("Content-Description") is { } description ? Safe(EncodedWords.DecodeLine(description)) : null;
    }

    private static string Kind(string mediaType) => mediaType.Split('/')[0] switch
    {
        "image" => "image",
        "audio" => "audio",
        "video" => "video",
        "message" => "message",
        _ => "attachment",
    };

    public static string Extension(string mediaType) => mediaType switch
    {
        "image/jpeg" or "image/jpg" or "image/pjpeg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/svg+xml" => ".svg",
        "image/bmp" => ".bmp",
        "image/tiff" => ".tiff",
        "image/heic" => ".heic",
        "application/pdf" => ".pdf",
        "application/zip" or "application/x-zip-compressed" => ".zip",
        "application/msword" => ".doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => ".docx",
        "application/vnd.ms-excel" => ".xls",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ".xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => ".pptx",
        "application/rtf" or "text/rtf" => ".rtf",
        "application/ms-tnef" or "application/vnd.ms-tnef" => ".dat",
        "application/pgp-signature" => ".asc",
        "application/pkcs7-signature" or "application/x-pkcs7-signature" => ".p7s",
        "application/pkcs7-mime" or "application/x-pkcs7-mime" => ".p7m",
        "application/pgp-keys" => ".asc",
        "application/json" => ".json",
        "application/xml" or "text/xml" => ".xml",
        "text/plain" or "message/delivery-status" or "message/disposition-notification" or "message/feedback-report" or "text/rfc822-headers" or "message/headers" => ".txt",
        "text/html" => ".html",
        "text/csv" => ".csv",
        "text/calendar" => ".ics",
        "text/vcard" or "text/x-vcard" or "text/directory" => ".vcf",
        "message/rfc822" or "message/global" => ".eml",
        "audio/mpeg" or "audio/mp3" => ".mp3",
        "audio/ogg" => ".ogg",
        "audio/wav" or "audio/x-wav" => ".wav",
        "audio/mp4" or "audio/x-m4a" => ".m4a",
        "video/mp4" => ".mp4",
        "video/quicktime" => ".mov",
        "video/webm" => ".webm",
        _ => ".bin",
    };
}
