using System.Xml.Linq;

namespace Inbox.Tests.Architecture;

public sealed class ProjectArrowTests
{
    /// <summary>What each project may see. Threads cannot see a channel, Connectors cannot see a conversation, Mail knows of no inbox.</summary>
    static readonly Dictionary<string, string[]> arrows = new()
    {
        ["Contracts"] = [],
        ["Storage"] = ["Contracts"],
        ["Mail"] = [],
        ["WorkingHours"] = [],
        ["Connectors"] = ["Contracts", "Storage", "Mail"],
        ["Threads"] = ["Contracts", "Storage", "WorkingHours"],
        ["Insights"] = ["Contracts", "Storage", "WorkingHours"],
        ["Gateway"] = ["Contracts", "Storage", "Threads", "Insights"],
        ["Host"] = ["Contracts", "Storage", "Mail", "Connectors", "Threads", "Insights", "Gateway"],
    };

    [Fact]
    public void Every_project_sees_only_what_the_design_lets_it_see()
    {
        var projects = SourceTree.Files("services", ".csproj").ToList();

        Assert.Contains("services/Contracts/Contracts.csproj", projects);
        Findings.None(projects.SelectMany(path => Forbidden(SourceTree.Project(path), SourceTree.Read(path))));
    }

    [Fact]
    public void Only_Storage_knows_which_database_it_is()
    {
        var elsewhere = SourceTree.Files("services", ".cs").Where(path => SourceTree.Project(path) is not "Storage");

        Assert.DoesNotContain(elsewhere, path => CSharpText.Read(SourceTree.Read(path)).Code is var code
            && (code.Contains("Npgsql", StringComparison.Ordinal) || code.Contains("Microsoft.Data.Sqlite", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_arrow_that_is_not_drawn_is_seen()
    {
        const string Project = """<Project><ItemGroup><ProjectReference Include="..\Connectors\Connectors.csproj" /><ProjectReference Include="../Storage/Storage.csproj" /></ItemGroup></Project>""";

        Assert.Equal(["Threads sees Connectors"], Forbidden("Threads", Project));
        Assert.Equal(["Voice is not in the table of projects"], Forbidden("Voice", "<Project />"));
    }

    static IEnumerable<string> Forbidden(string project, string text) => arrows.TryGetValue(project, out var allowed)
        ? XDocument.Parse(text).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(allowed)
            .Select(seen => $"{project} sees {seen}")
        : [$"{project} is not in the table of projects"];
}
