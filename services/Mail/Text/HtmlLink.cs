using System.Text;

namespace Inbox.Mail.Text;

/// <summary>Decides whether a link's address says something that its text does not.</summary>
internal sealed class HtmlLink
{
    private const int LongestAddress = 2000;
    private static readonly string[] Schemes = ["http://", "https://", "mailto:", "tel:", "ftp://"];

    private readonly StringBuilder text = new();
    private string? address;

    public void Begin(string? href)
    {
        text.Clear();
        address = href is { Length: <= LongestAddress } ? Clean(href) : null;
    }

    public void Add(string words)
    {
        if (address is not null && text.Length <= LongestAddress) text.Append(words);
    }

    /// <summary>The address to show beside the text; null when there is none, or the text already shows it.</summary>
    public string? End()
    {
        if (address is null) return null;
        var (shown, target) = (Clean(text.ToString()), address);
        address = null;
        var scheme = Array.Find(Schemes, s => target.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        if (scheme is null || shown.Length == 0 || Bare(shown).Equals(Bare(target), StringComparison.OrdinalIgnoreCase)) return null;
        return scheme is "mailto:" or "tel:" ? target[scheme.Length..] : target;
    }

    private static string Clean(string value) => string.Concat(value.Where(c => c > ' ' && !char.IsWhiteSpace(c) && c is not ('<' or '>' or '\u200b')));

    private static ReadOnlySpan<char> Bare(string address)
    {
        var bare = address.AsSpan();
        foreach (var scheme in Schemes)
        {
            if (!bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            bare = bare[scheme.Length..];
            if (scheme == "mailto:" && bare.Contains('?')) bare = bare[..bare.IndexOf('?')];
            break;
        }

        if (bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) bare = bare[4..];
        return bare.TrimEnd('/');
    }
}
