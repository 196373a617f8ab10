namespace Inbox.Gateway.Html;

internal enum PictureKind
{
    Refused,
    Inline,
    Attached,
    Remote,
}

/// <summary>Which addresses a message may lead to or load from. Browsers skip control characters in a scheme, so they go first.</summary>
internal static class SafeAddress
{
    private const int Longest = 4_000;
    private const int LongestInline = 1_500_000;

    private static readonly string[] Raster = ["data:image/png;base64,", "data:image/gif;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,", "data:image/webp;base64,"];

    /// <summary>The address when a click may follow it, else null.</summary>
    public static string? Link(string address)
    {
        var plain = Plain(address);
        if (plain.Length is 0 or > Longest) return null;
        if (Begins(plain, "mailto:") || Begins(plain, "tel:")) return plain;
        return IsWeb(plain) ? plain : null;
    }

    public static (PictureKind Kind, string Address) Picture(string address)
    {
        if (Array.Exists(Raster, prefix => Begins(address, prefix)))
        {
            var data = address[(address.IndexOf(',', StringComparison.Ordinal) + 1)..];
            var encoded = data.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' || char.IsWhiteSpace(c));
            return encoded && address.Length <= LongestInline ? (PictureKind.Inline, Plain(address)) : (PictureKind.Refused, "");
        }

        var plain = Plain(address);
        if (plain.Length is 0 or > Longest) return (PictureKind.Refused, "");
        if (Begins(plain, "cid:")) return (PictureKind.Attached, Uri.UnescapeDataString(plain[4..]).Trim('<', '>'));
        if (plain.StartsWith("//", StringComparison.Ordinal)) plain = "https:" + plain;
        return IsWeb(plain) ? (PictureKind.Remote, plain) : (PictureKind.Refused, "");
    }

    private static bool IsWeb(string address) =>
        (Begins(address, "http://") || Begins(address, "https://")) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0;

    private static bool Begins(string address, string scheme) => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string address)
    {
        var kept = address.AsSpan().Trim().ToString();
        return kept.Any(IsSkipped) ? string.Concat(kept.Where(c => !IsSkipped(c))) : kept;
    }

    private static bool IsSkipped(char c) => c <= ' ' || char.IsControl(c) || c is '"' or '<' or '>' or '`' or '\u00ad' or '\ufeff' or (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e');
}
