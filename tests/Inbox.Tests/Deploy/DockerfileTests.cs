using System.Text.RegularExpressions;
using Inbox.Servers;
using Inbox.Tests.Architecture;

namespace Inbox.Tests.Deploy;

public sealed partial class DockerfileTests
{
    static readonly List<(string Word, string Arguments)> instructions = [.. Continued().Replace(SourceTree.Read("deploy/Dockerfile"), " ").Split('\n')
        .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ', 2)).Select(words => (words[0], words.Length > 1 ? words[1].Trim() : ""))];

    static IEnumerable<(string Word, string Arguments)> Final => instructions.Skip(instructions.FindLastIndex(line => line.Word == "FROM"));

    [Fact]
    public void Every_stage_is_named_and_starts_from_a_version() =>
        Assert.All(instructions.Where(line => line.Word == "FROM"), line => Assert.Matches("""^[\w./-]+:\d[\w.-]* AS \w+$""", line.Arguments));

    [Fact]
    public void Everything_that_is_copied_exists_and_is_not_kept_from_the_build()
    {
        var stages = instructions.Where(line => line.Word == "FROM").Select(line => line.Arguments.Split(" AS ")[1]).ToList();
        var kept = SourceTree.Read(".dockerignore").Split('\n').Where(line => line.Length > 0).ToList();

        Findings.None(instructions.Where(line => line.Word == "COPY" && line.Arguments.Contains("--from=", StringComparison.Ordinal))
            .Select(line => FromStage().Match(line.Arguments).Groups["stage"].Value).Except(stages).Select(stage => $"no stage {stage}"));
        Findings.None(instructions.Where(line => line.Word == "COPY" && !line.Arguments.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Arguments.Split(' ').Where(word => !word.StartsWith("--", StringComparison.Ordinal)).SkipLast(1))
            .Where(path => kept.Contains(path.TrimEnd('/')) || !Exists(path))
            .Select(path => $"{path} is not there"));
    }

    [Fact]
    public void The_image_runs_the_host_as_nobody_special_with_its_data_on_a_volume()
    {
        Assert.Equal("app", Last("USER"));
        Assert.Equal("/data", Last("VOLUME"));
        Assert.Equal("""["dotnet", "inbox.dll"]""", Last("ENTRYPOINT"));
        Assert.Contains("""CMD ["is-ready", "8080"]""", Last("HEALTHCHECK"), StringComparison.Ordinal);
        Assert.Contains("Urls=http://+:8080", Last("ENV"), StringComparison.Ordinal);

        static string Last(string word) => Final.Last(line => line.Word == word).Arguments;
    }

    static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));

    [GeneratedRegex("""\\\n\s*""")]
    private static partial Regex Continued();

    [GeneratedRegex("""--from=(?<stage>\w+)""")]
    private static partial Regex FromStage();
}
