using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.Insights;

/// <summary>For how much of which text something was sent: its length and a hash. A person who writes on has still written it; one who took something back has not.</summary>
internal static class SentMark
{
    public static string Of(string text) => Mark(SentText.Cut(text));

    /// <summary>Whether it was sent for the beginning of this text, and whether for all of it.</summary>
    public static (bool Stands, bool Whole) Look(string? mark, string text)
    {
        var looked = SentText.Cut(text);
        var length = mark is not null && int.TryParse(mark.AsSpan(0, Math.Max(0, mark.IndexOf(':', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var stands = length > 0 && length <= looked.Length && Mark(looked[..length]) == mark;
        return (stands, stands && length == looked.Length);
    }

    private static string Mark(string text) => $"{text.Length}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
