using System.Globalization;
using System.Text.Json;

namespace Inbox.Gateway;

/// <summary>The words of a report's table in one language, <c>en.json</c> and <c>fr.json</c> beside this. Columns are English in the code, so only French has words for them.</summary>
internal sealed class ReportWords
{
    private static readonly ReportWords English = new("en", "en-US"), French = new("fr", "fr-FR");
    private readonly Dictionary<string, string> _words;

    private ReportWords(string language, string culture)
    {
        using var file = typeof(ReportWords).Assembly.GetManifestResourceStream($"Inbox.Gateway.Api.Reports.{language}.json")!;
        (_words, Culture, IsFrench) = (JsonSerializer.Deserialize<Dictionary<string, string>>(file)!, CultureInfo.GetCultureInfo(culture), language == "fr");
    }

    public CultureInfo Culture { get; }

    /// <summary>What a spreadsheet of this language expects between fields: one whose numbers have a comma takes a semicolon.</summary>
    public char Separator => IsFrench ? ';' : ',';

    public string Colon => IsFrench ? "\u00A0: " : ": ";

    public IReadOnlyCollection<string> Keys => _words.Keys;

    private bool IsFrench { get; }

    public static ReportWords In(string? language) => language?.StartsWith("fr", StringComparison.OrdinalIgnoreCase) == true ? French : English;

    public string Column(string name) => IsFrench ? _words[name] : name;

    /// <summary>What a value is called, such as <c>nature.idea</c>; the value itself where nothing calls it otherwise.</summary>
    public string Value(string kind, string value) => _words.GetValueOrDefault($"{kind}.{value}", value);

    /// <param name="day">1 Monday to 7 Sunday.</param>
    public string Weekday(int day) => Culture.DateTimeFormat.DayNames[day % 7];
}
