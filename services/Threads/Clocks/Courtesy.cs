using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Threads;

/// <summary>Tells the few messages that call for no answer. When in doubt, a message calls for one.</summary>
internal static partial class Courtesy
{
    private const int LongestLooked = 400;
    private const int LongestThanks = 80;

    /// <summary>Whole messages, folded by <see cref="SearchText"/>; each word of a message must be one of these, and at least one must be thanks itself.</summary>
    private static readonly HashSet<string> Thanks =
    [
        "thanks", "thank", "thx", "ty", "tks", "cheers", "merci", "remercie", "danke", "dank", "dankeschon", "bedankt", "gracias", "grazie", "obrigado", "obrigada",
        "dziekuje", "dzieki", "tack", "tak", "takk", "kiitos", "spasibo", "спасибо", "благодарю", "дякую", "ευχαριστω", "tesekkurler", "tesekkur", "sagol", "multumesc",
        "diky", "dekuji", "koszonom", "hvala", "謝", "谢", "شكرا", "תודה",
    ];

    private static readonly HashSet<string> Around =
    [
        "you", "u", "so", "very", "much", "many", "a", "lot", "again", "all", "that", "s", "is", "great", "perfect", "super", "ok", "okay", "good", "fine", "nice", "wonderful", "excellent",
        "beaucoup", "bien", "encore", "parfait", "vous", "te", "je", "infiniment", "mille", "fois", "tres", "d", "accord", "top", "genial", "c", "est", "pour", "tout", "votre", "aide",
        "vielen", "schon", "sehr", "ihnen", "dir", "wel", "hartelijk", "je", "u", "muchas", "muchisimas", "mil", "mille", "tante", "molte", "muito", "muita", "bardzo", "mycket", "большое",
        "for", "your", "the", "help", "reply", "answer", "quick", "response", "et", "bonne", "journee", "soiree", "have", "nice", "day", "best", "regards", "kind", "cordialement", "谢", "謝", "你", "您", "了",
    ];

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
        return body.Length <= LongestThanks && IsThanks(body) ? Calls.Thanks : Calls.Answer;
    }

    private static bool IsThanks(string body)
    {
        if (body.AsSpan().ContainsAny("?？"))
            return false;
        var words = SearchText.Fold(body).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(Thanks.Contains) && words.All(w => Thanks.Contains(w) || Around.Contains(w));
    }

    [GeneratedRegex("""^(?:\s*@[\p{L}\p{N}_.\-]+\s*)+$""")]
    private static partial Regex OnlyMentions();
}
