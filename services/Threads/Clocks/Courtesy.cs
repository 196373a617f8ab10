using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Tells the few messages that call for no answer. When in doubt, a message calls for one.</summary>
internal static partial class Courtesy
{
    private const int LongestLooked = 400;
    private const int LongestThanks = 80;

    /// <summary>One of <see cref="Calls"/>, of either side: what our side says answers, unless it is a sticker alone.</summary>
    public static string Of(MessageBody body, string said, bool isOurs)
    {
        var files = body.Attachments ?? [];
        var areStickers = files.Count > 0 && files.All(f => f.Sticker);
        var calls = areStickers && string.IsNullOrWhiteSpace(said) ? Calls.Nothing : Of(said, files.Count > 0 && !areStickers);
        return isOurs && !(areStickers && calls == Calls.Nothing) ? Calls.Answer : calls;
    }

    /// <summary>One of <see cref="Calls"/>. An empty mail calls for an answer: its subject or its emptiness is a question.</summary>
    public static string Of(string text, bool files)
    {
        var body = text.Length <= LongestLooked ? text.Trim() : text;
        if (files || body.Length is 0 or > LongestLooked)
            return Calls.Answer;
        var said = Mentions().Replace(body, "").Trim();
        if (said.Length == 0)
            return Calls.Mention;
        if (!Keycaps().Replace(said, "❤").EnumerateRunes().Any(Rune.IsLetterOrDigit))
            return said.AsSpan().ContainsAny("?？") || said.Contains('!') && !said.EnumerateRunes().Any(IsPicture) ? Calls.Answer : Calls.Nothing;
        return said.Length <= LongestThanks && ThanksWords.IsThanks(said) ? Calls.Thanks : Calls.Answer;
    }

    private static bool IsPicture(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    /// <summary>Whom it calls, before or between its words; no part of an address.</summary>
    [GeneratedRegex("""(?<!\S)@[\p{L}\p{N}_.\-]+""")]
    private static partial Regex Mentions();

    /// <summary>Emoji that are made of a digit.</summary>
    [GeneratedRegex("""[0-9#*]\uFE0F?\u20E3""")]
    private static partial Regex Keycaps();
}
