using System.Globalization;
using System.Text;

namespace Inbox.Mail.Writing;

/// <summary>The file name of an attachment as parameters (RFC 2231): plain where it can be, in numbered and encoded pieces where it cannot.</summary>
internal static class FileNameParameter
{
    private const int LongestPlain = 50, LongestPiece = 50;

    /// <summary>The pieces behind <c>attachment</c>, each with the semicolon in front of the next.</summary>
    public static IReadOnlyList<string> Pieces(string name)
    {
        var clean = HeaderText.Clean(name).Trim();
        if (clean.Length == 0) clean = "attachment";
        if (HeaderText.IsPlain(clean) && clean.Length <= LongestPlain) return [$"filename={HeaderText.Quote(clean)}"];
        var parts = Split(clean);
        if (parts.Count == 1) return [$"filename*=utf-8''{parts[0]}"];
        return [.. parts.Select((part, at) => string.Create(CultureInfo.InvariantCulture,
            $"filename*{at}*={(at == 0 ? "utf-8''" : "")}{part}{(at + 1 < parts.Count ? ";" : "")}"))];
    }

    private static List<string> Split(string name)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var encoded = Encode(rune);
            if (part.Length + encoded.Length > LongestPiece)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            part.Append(encoded);
        }
        parts.Add(part.ToString());
        return parts;
    }

    private static string Encode(Rune rune) => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '.' or '-' or '_')
        ? rune.ToString()
        : string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture)));
}
