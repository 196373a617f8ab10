using System.Text.RegularExpressions;

namespace Inbox.Tests.Architecture;

/// <summary>What services/STYLE.md forbids and a machine can see.</summary>
public sealed partial class HouseRuleTests
{
    const int Longest = 300;

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Findings.None(SourceTree.Files("services", ".cs").Concat(SourceTree.Files("tests", ".cs")).Concat(SourceTree.Files("web/src", ".ts", ".vue", ".css"))
            .Select(path => (Path: path, Lines: SourceTree.Read(path).AsSpan().Count('\n')))
            .Where(file => file.Lines > Longest)
            .Select(file => $"{file.Path} has {file.Lines} lines: split it by idea"));

    [Fact]
    public void Only_one_component_puts_HTML_into_the_page() =>
        Assert.InRange(SourceTree.Files("web/src", ".vue", ".ts").Count(path => RawHtml().IsMatch(SourceTree.Read(path))), 0, 1);

    [Fact]
    public void No_forbidden_word_stands_in_the_source()
    {
        var files = SourceTree.Files("services", ".cs").Concat(SourceTree.Files("tests", ".cs")).Concat(SourceTree.Files("web/src", ".ts", ".vue"));

        Findings.None(files.SelectMany(path => Forbidden(path, SourceTree.Read(path)).Select(why => $"{path}: {why}")));
    }

    // Samples are put together and patterns spelt with brackets, so that this file does not break the rules that it tests.
    [Theory]
    [InlineData("a.cs", "sealed class Mail" + "Manager;", "Mail" + "Manager")]
    [InlineData("a.cs", "record struct Card" + "Dto(int A);", "Card" + "Dto")]
    [InlineData("a.cs", "sealed class Sweep : BackgroundService;", "")]
    [InlineData("a.cs", "// TO" + "DO later", "TO" + "DO")]
    [InlineData("a.cs", "#reg" + "ion Fields", "#reg" + "ion")]
    [InlineData("a.cs", "throw new NotImplemented" + "Exception();", "NotImplemented" + "Exception")]
    [InlineData("a.cs", "[Fact(Skip" + " = \"later\")]", "Skip" + " =")]
    [InlineData("a.cs", "try { } cat" + "ch { }", "cat" + "ch { }")]
    [InlineData("a.cs", "#pragma warning disable CA1031", "a suppression without its reason")]
    [InlineData("a.cs", "#pragma warning disable CA1031 // The caller is told.", "")]
    [InlineData("a.ts", "test.on" + "ly('x', () => {})", "test.on" + "ly")]
    [InlineData("a.ts", "// @ts-ig" + "nore", "@ts-ig" + "nore")]
    [InlineData("a.vue", "<p v-if=\"skip\">", "")]
    public void A_forbidden_word_is_seen(string path, string source, string found) =>
        Assert.Equal(found, string.Join('|', Forbidden(path, source)));

    static IEnumerable<string> Forbidden(string path, string source)
    {
        foreach (Match match in Unfinished().Matches(source)) yield return match.Value;
        if (!path.EndsWith(".cs", StringComparison.Ordinal))
        {
            foreach (Match match in ForbiddenInPage().Matches(source)) yield return match.Value;
            yield break;
        }
        foreach (Match match in VagueName().Matches(CSharpText.Read(source).Code)) yield return match.Groups["name"].Value;
        foreach (Match match in ForbiddenInCSharp().Matches(source)) yield return match.Value;
        if (SilentSuppression().IsMatch(source)) yield return "a suppression without its reason";
    }

    [GeneratedRegex("""\bv-htm[l]\b|\.innerHTML\s*=""")]
    private static partial Regex RawHtml();

    [GeneratedRegex("""\b(?:TO[D]O|FIX[M]E)\b""")]
    private static partial Regex Unfinished();

    [GeneratedRegex("""\b(?:test|it|describe)\.(?:skip|only)\b|@ts-(?:ignor[e]|nocheck)|\bas any\b""")]
    private static partial Regex ForbiddenInPage();

    [GeneratedRegex("""\b(?:class|record|struct|interface|enum)\s+(?<name>\w+(?:Manager|Helpers?|Utils?|Service|Base|Impl|Dto))\b""")]
    private static partial Regex VagueName();

    [GeneratedRegex("""\bNotImplemented[E]xception\b|\bSkip\s*=(?=\s*")|#regio[n]|\bcatch\s*(?:\(Exception\)\s*)?\{\s*\}|\bThread[.]Sleep\b""")]
    private static partial Regex ForbiddenInCSharp();

    [GeneratedRegex("""#pragma warning disable [\w, ]*$|SuppressMessage\((?![^\]]*Justification)""", RegexOptions.Multiline)]
    private static partial Regex SilentSuppression();
}
