using System.Reflection;

namespace Inbox.Insights;

/// <summary>What is known of one language, from its file beside this one: frequent words for telling it apart, and the words that rules look for.</summary>
internal sealed class LanguageData
{
    private static readonly Dictionary<string, LanguageData> ByCode = Load();
    private readonly Dictionary<string, Lazy<Phrases>> _phrases = [];

    private LanguageData(string code, string text)
    {
        Code = code;
        var sections = Sections(text);
        Words = sections.GetValueOrDefault("words", []);
        Letters = string.Concat(sections.GetValueOrDefault("letters", []));
        Inside = sections.GetValueOrDefault("inside", []);
        Endings = sections.GetValueOrDefault("endings", []);
        Entries = sections;
        foreach (var (name, entries) in sections)
            _phrases[name] = new(() => new(entries));
    }

    public string Code { get; }

    /// <summary>Its frequent words, the most frequent ones first.</summary>
    public string[] Words { get; }

    /// <summary>Letters that few other languages have.</summary>
    public string Letters { get; }

    /// <summary>For scripts without spaces: what makes a sentence a question, anywhere in it or at its end.</summary>
    public string[] Inside { get; }

    public string[] Endings { get; }

    /// <summary>The single words that rules look for: they are words of the language too.</summary>
    public IEnumerable<string> Rules => Entries.Where(e => e.Key is not ("words" or "letters" or "inside" or "endings")).SelectMany(e => e.Value).Where(w => w.All(char.IsLetter));

    public IReadOnlyDictionary<string, string[]> Entries { get; }

    public static IEnumerable<LanguageData> All => ByCode.Values;

    /// <summary>What holds in every language: emoji.</summary>
    public static LanguageData Any => ByCode["any"];

    public static LanguageData? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>The entries of a section; none where the language has no such section.</summary>
    public Phrases Of(string section) => _phrases.TryGetValue(section, out var phrases) ? phrases.Value : None;

    private static Phrases None { get; } = new([]);

    private static Dictionary<string, LanguageData> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string Folder = ".Languages.";
        return assembly.GetManifestResourceNames().Where(n => n.Contains(Folder, StringComparison.Ordinal) && n.EndsWith(".txt", StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new LanguageData(name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".txt".Length], reader.ReadToEnd());
        }).ToDictionary(d => d.Code);
    }

    private static Dictionary<string, string[]> Sections(string text) =>
        text.Split('[', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split(']', 2)).Where(s => s.Length == 2)
            .ToDictionary(s => s[0], s => s[1].Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
