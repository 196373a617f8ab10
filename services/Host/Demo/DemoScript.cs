using System.Text;

namespace Inbox.Host;

/// <summary>Who writes what: read from the texts in Letters, which say it in the order in which it is to be read.</summary>
/// <param name="Accounts">Where the brands can be written to.</param>
/// <param name="People">Everybody who writes, machines included.</param>
/// <param name="Anyone">Letters that anyone could write, for when the people have said what they came for.</param>
/// <param name="Nudges">What people write who wait.</param>
/// <param name="Reliefs">What colleagues answer when many wait.</param>
/// <param name="Past">Who wrote about what in the months before.</param>
internal sealed record DemoScript(
    IReadOnlyList<DemoAccount> Accounts, IReadOnlyList<DemoPerson> People, IReadOnlyList<(string Language, DemoLetter Letter)> Anyone, IReadOnlyList<(string Language, DemoLetter Letter)> Nudges,
    IReadOnlyList<(string Language, DemoLetter Letter)> Reliefs, DemoPastScript Past)
{
    public static DemoScript Read()
    {
        var (accounts, people, readers, talks) = (new List<DemoAccount>(), new List<DemoPerson>(), new List<DemoPerson>(), new List<DemoTalk>());
        foreach (var brand in DemoBrand.All)
        {
            var sections = brand.Letters.SelectMany(letters => Sections(letters, "@account ", "@person ", "@machine ", "@reader ", "@talk ", "@cheer ")).ToLookup(s => s[0].Split(' ')[0]);
            var ours = sections["@account"].Select(lines => DemoAccount.Read(brand, lines)).ToList();
            accounts.AddRange(ours);
            people.AddRange(sections["@person"].Concat(sections["@machine"]).Select(lines => Person(ours, lines)));
            readers.AddRange(sections["@reader"].Select(lines => Person(ours, lines)));
            talks.AddRange(sections["@talk"].Select(lines => DemoTalk.Read(ours, lines[0], Letters(lines))).Concat(sections["@cheer"].Select(lines => DemoTalk.Cheer(ours, lines[0], Text(lines)))));
        }
        return new(accounts, people, Pool("@anyone "), Pool("@nudge "), Pool("@relief "), new(readers, talks));
    }

    /// <summary>Letters of no one in particular: the language, then what it is about or who of us writes it.</summary>
    private static List<(string Language, DemoLetter Letter)> Pool(string head) =>
        [.. from lines in Sections("anyone", "@anyone ", "@nudge ", "@relief ")
            where lines[0].StartsWith(head, StringComparison.Ordinal)
            let words = lines[0].Split(' ', 3)
            let rest = words.Length > 2 ? words[2] : null
            select (words[1], head switch
            {
                "@anyone " => new DemoLetter(DemoMove.Live, TimeSpan.Zero, rest, null, Text(lines), [], false),
                "@nudge " => new DemoLetter(DemoMove.More, TimeSpan.Zero, null, null, Text(lines), [], false),
                _ => new DemoLetter(DemoMove.Colleague, TimeSpan.Zero, null, rest, Text(lines), [], false),
            })];

    /// <summary>After the name and the address come the language, the account (the brand's first when none is said) and the short name.</summary>
    private static DemoPerson Person(List<DemoAccount> accounts, List<string> lines)
    {
        var head = lines[0].Split(['<', '>']);
        var name = head[0][(head[0].IndexOf(' ') + 1)..].Trim();
        var acts = lines.Where(IsAct).Select(l => l[1..].Split(' ', 2)).Select(act => (act[0], act[1]));
        var words = head[2].Trim().Split(' ');
        var account = words.Length > 1 ? accounts.Single(a => a.Key == words[1]) : accounts[0];
        return new(name, head[1], words.ElementAtOrDefault(2), words[0], account, lines[0].StartsWith("@machine", StringComparison.Ordinal), [.. acts], [.. Letters(lines)]);
    }

    private static IEnumerable<DemoLetter> Letters(IEnumerable<string> lines) => Split(lines.Skip(1).Where(l => !IsAct(l)), IsLetter).Select(Letter);

    /// <summary>Two words of a letter's head: "3d2h" is how long, the rest whose or what about.</summary>
    private static DemoLetter Letter(List<string> lines)
    {
        var words = lines[0].Split(' ', 3);
        var move = Enum.Parse<DemoMove>(words[0][1..], ignoreCase: true);
        var timed = move is not (DemoMove.Live or DemoMove.Answer or DemoMove.Colleague);
        var subject = move switch
        {
            DemoMove.Live => string.Join(' ', words.Skip(1)),
            DemoMove.Wrote or DemoMove.List => words[2],
            _ => null,
        };
        var files = lines.Where(l => l.StartsWith("@attach ", StringComparison.Ordinal)).Select(l => l["@attach ".Length..]);
        var staff = move switch
        {
            DemoMove.Staff => words[2],
            DemoMove.Colleague => words[1],
            _ => null,
        };
        return new(move, timed ? Span(words[1]) : TimeSpan.Zero, subject, staff, Text(lines), [.. files], lines.Contains("@html"));
    }

    private static bool IsAct(string line) => line.StartsWith('@') && line.Split(' ')[0] is "@closed" or "@held" or "@tag" or "@note" or "@snoozed" or "@privately";

    private static bool IsLetter(string line) => line.StartsWith('@') && line.Split(' ')[0] is not ("@attach" or "@html");

    private static string Text(List<string> lines) => string.Join('\n', lines.Skip(1).Where(l => !l.StartsWith('@'))).Trim();

    /// <summary>"1d4h30m20s".</summary>
    public static TimeSpan Span(string text)
    {
        var (span, number) = (TimeSpan.Zero, 0);
        foreach (var c in text)
            if (char.IsAsciiDigit(c))
                number = number * 10 + (c - '0');
            else
                (span, number) = (span + c switch
                {
                    'd' => TimeSpan.FromDays(number),
                    'h' => TimeSpan.FromHours(number),
                    'm' => TimeSpan.FromMinutes(number),
                    's' => TimeSpan.FromSeconds(number),
                    _ => throw new InvalidDataException($"'{text}' in the demo's letters is no time. Write it like 1d4h30m."),
                }, 0);
        return span;
    }

    private static List<List<string>> Sections(string name, params string[] heads)
    {
        using var stream = typeof(DemoScript).Assembly.GetManifestResourceStream($"Inbox.Host.Demo.Letters.{name}.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Split(reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n'), line => heads.Any(h => line.StartsWith(h, StringComparison.Ordinal))).ToList();
    }

    private static IEnumerable<List<string>> Split(IEnumerable<string> lines, Func<string, bool> begins)
    {
        List<string>? section = null;
        foreach (var line in lines)
        {
            if (begins(line))
            {
                if (section is not null)
                    yield return section;
                section = [];
            }
            section?.Add(line);
        }
        if (section is not null)
            yield return section;
    }
}
