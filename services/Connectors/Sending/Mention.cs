using System.Globalization;

namespace Inbox.Connectors;

/// <summary>A name in front of an answer (<c>@anna</c>), on platforms where nobody knows otherwise whom it is for.</summary>
internal static class Mention
{
    /// <summary>A text that names somebody: with their name in front, unless it stands there already.</summary>
    /// <param name="handle">Their name, without "@"; null where nobody knows it.</param>
    /// <param name="text">What is said to them.</param>
    public static string Of(string? handle, string text) => handle is null || Stands($"@{handle}", text) ? text : $"@{handle} {text}";

    /// <summary>Whether a name stands in a text, and is not only the beginning or the end of another.</summary>
    private static bool Stands(string name, string text)
    {
        for (var at = -1; (at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
            if ((at == 0 || !Hides(text[at - 1])) && !GoesOn(text.AsSpan(at + name.Length)))
                return true;
        return false;
    }

    /// <summary>Behind these a platform takes an @ for a part of an address or of a word.</summary>
    private static bool Hides(char before) => before is '/' or '=' or '_' || char.IsLetterOrDigit(before) || char.GetUnicodeCategory(before) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>A full stop or a dash belongs to a name only when more of it follows.</summary>
    private static bool GoesOn(ReadOnlySpan<char> rest) => rest is [var next, ..] && (IsOfName(next) || next == '@' || (next is '.' or '-' && rest is [_, var more, ..] && IsOfName(more)));

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
