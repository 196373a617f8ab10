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
        if (!body.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            return body.AsSpan().ContainsAny("?？!") ? Calls.Answer : Calls.Nothing;
        if (OnlyMentions().IsMatch(body))
            return Calls.Mention;
        return body.Length <= LongestThanks && ThanksWords.IsThanks(body) ? Calls.Thanks : Calls.Answer;
    }

    [GeneratedRegex("""^(?:\s*@[\p{L}\p{N}_.\-]+\s*)+$""")]
    private static partial Regex OnlyMentions();
}
