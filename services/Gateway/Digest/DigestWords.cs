using System.Globalization;
using System.Text.Json;

namespace Inbox.Gateway;

/// <summary>The words of a digest in one language: <c>en.json</c> and <c>fr.json</c> beside this.</summary>
internal sealed class DigestWords
{
    private static readonly DigestWords English = new("en"), French = new("fr");
    private readonly Dictionary<string, string> _words;

    private DigestWords(string language)
    {
        (Language, Culture) = (language, CultureInfo.GetCultureInfo(language));
        using var file = typeof(DigestWords).Assembly.GetManifestResourceStream($"Inbox.Gateway.Digest.{language}.json")!;
        _words = JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }

    public string Language { get; }

    public CultureInfo Culture { get; }

    public IReadOnlyCollection<string> Keys => _words.Keys;

    public static DigestWords In(string? language) => language == "fr" ? French : English;

    public string this[string key, params ReadOnlySpan<string> values] => string.Format(Culture, _words[key], [.. values]);
}
