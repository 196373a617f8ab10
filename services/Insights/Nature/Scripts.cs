namespace Inbox.Insights;

/// <summary>Which script most of a text is in.</summary>
internal sealed class Scripts
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly bool _persian;

    public Scripts(IEnumerable<string> words)
    {
        foreach (var c in words.SelectMany(w => w))
            if (Of(c) is { } script)
            {
                // A Chinese character is a word; so three Latin letters weigh as much.
                _counts[script] = _counts.GetValueOrDefault(script) + (script is "Han" or "Kana" ? 3 : 1);
                _persian |= c is 'پ' or 'چ' or 'ژ' or 'گ';
            }
        // Japanese is written in Chinese characters too, with its own letters between.
        if (_counts.TryGetValue("Kana", out var kana) && kana * 8 >= _counts.GetValueOrDefault("Han"))
            _counts["Kana"] = kana + _counts.GetValueOrDefault("Han");
    }

    /// <summary>The largest one; null when nothing is written in any that is known.</summary>
    public string? Largest => _counts.Count == 0 ? null : _counts.MaxBy(c => c.Value).Key;

    /// <summary>The language that the largest one stands for; null when it is shared by many.</summary>
    public string? Language => Largest switch
    {
        "Han" => "zh",
        "Kana" => "ja",
        "Hangul" => "ko",
        "Arabic" => _persian ? "fa" : "ar",
        "Hebrew" => "he",
        "Greek" => "el",
        "Thai" => "th",
        "Devanagari" => "hi",
        "Armenian" => "hy",
        "Georgian" => "ka",
        _ => null,
    };

    private static string? Of(char c) => c switch
    {
        >= 'a' and <= 'z' or >= '\u00df' and <= '\u024f' or >= '\u1e00' and <= '\u1eff' => "Latin",
        >= '\u0370' and <= '\u03ff' or >= '\u1f00' and <= '\u1fff' => "Greek",
        >= '\u0400' and <= '\u052f' => "Cyrillic",
        >= '\u0531' and <= '\u058f' => "Armenian",
        >= '\u0590' and <= '\u05ff' => "Hebrew",
        >= '\u0600' and <= '\u06ff' or >= '\u0750' and <= '\u077f' => "Arabic",
        >= '\u0900' and <= '\u097f' => "Devanagari",
        >= '\u0e00' and <= '\u0e7f' => "Thai",
        >= '\u10a0' and <= '\u10ff' => "Georgian",
        >= '\u3041' and <= '\u30ff' => "Kana",
        >= '\u3400' and <= '\u9fff' => "Han",
        >= '\u1100' and <= '\u11ff' or >= '\uac00' and <= '\ud7a3' => "Hangul",
        _ => null,
    };
}
