using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Inbox.Mail.Smtp;

/// <summary>
/// An address that can safely be put into a command or a header: <c>local@domain</c> (RFC 5321 4.1.2, RFC 6531). Only <see cref="TryParse"/>
/// makes one, so nothing with a line break, bracket or control character ever gets that far.
/// </summary>
public sealed record EmailAddress
{
    private const int LongestLocal = 64, LongestDomain = 255;

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>What stands before the @, in quotes where it has to be.</summary>
    public string Local { get; }

    /// <summary>What stands behind it; a name in foreign letters is in its ASCII form.</summary>
    public string Domain { get; }

    /// <summary>Whether a server must know SMTPUTF8 (RFC 6531) to take it: foreign letters before the @.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Local);

    /// <summary>Reads an address without display name and brackets.</summary>
    /// <param name="text">For instance <c>alice@example.org</c>.</param>
    /// <param name="address">The address; null when the result is false.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var at = text?.LastIndexOf('@') ?? -1;
        if (text is null || at <= 0 || !IsLocal(text[..at]) || ToDomain(text[(at + 1)..]) is not { } domain) return false;
        address = new(text[..at], domain);
        return true;
    }

    private static bool IsLocal(string local)
    {
        if (Encoding.UTF8.GetByteCount(local) > LongestLocal) return false;
        if (local is ['"', .. var quoted, '"']) return IsQuoted(quoted);
        return local.Split('.').All(word => word.Length > 0 && word.All(IsAtomLetter)) && IsWellFormed(local);
    }

    private static bool IsQuoted(string quoted)
    {
        var escaped = false;
        foreach (var c in quoted)
        {
            if (c is < ' ' or > '~' or '<' or '>' || (c == '"' && !escaped)) return false;
            escaped = c == '\\' && !escaped;
        }
        return !escaped;
    }

    private static bool IsAtomLetter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)
        || (c > 0x9F && !char.IsControl(c) && !char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format);

    private static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
            at++;
        }
        return true;
    }

    private static string? ToDomain(string domain)
    {
        if (domain.Length is 0 or > LongestDomain) return null;
        try
        {
            if (!Ascii.IsValid(domain)) domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
        return domain.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) ? domain : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Local}@{Domain}";
}
