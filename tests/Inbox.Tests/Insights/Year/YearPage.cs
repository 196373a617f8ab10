using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inbox.Servers;

namespace Inbox.Tests.Insights.Year;

/// <summary>
/// What the API answers about the whole year, as the page's own tests read it (<c>web/src/reports/year.json</c>, year.spec.ts): without links, and accounts under the names of their channels, since ids differ from run to run.
/// With INBOX_WRITE=1 a run of its test writes the file anew.
/// </summary>
internal static class YearPage
{
    private static readonly string[] Left = ["link", "missedLink", "waitingLink", "conversations"];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the page asks, under the names that its test has for them.</summary>
    public static IReadOnlyDictionary<string, string> Questions { get; } = new Dictionary<string, string>
    {
        ["times"] = "response-times?compare=before", ["weeks"] = "response-times?groupBy=week", ["groups"] = "response-times?groupBy=account&compare=before", ["questions"] = "questions?", ["hours"] = "staffing?",
        ["known"] = "context?", ["natures"] = "context?groupBy=likelyNature", ["people"] = "people?", ["depth"] = "depth?", ["dates"] = "second-dates?", ["channels"] = "channels?", ["content"] = "conversations-by-content?",
    };

    private static string Path => System.IO.Path.Combine(Repository.Root, "web", "src", "reports", "year.json");

    public static JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path))!.AsObject();

    /// <summary>The answers, one in a line.</summary>
    public static void Write(IReadOnlyDictionary<string, JsonNode> answers) =>
        File.WriteAllText(Path, $"{{\n{string.Join(",\n", answers.Select(a => $"  \"{a.Key}\": [\n    {string.Join(",\n    ", a.Value.AsArray().Select(row => row!.ToJsonString(Plain)))}\n  ]"))}\n}}\n");

    /// <summary>Rows without what differs from run to run.</summary>
    public static JsonNode Bare(JsonElement rows, IEnumerable<YearAccount> accounts) =>
        Without(JsonNode.Parse(accounts.Aggregate(rows.GetRawText(), (text, a) => text.Replace(a.Id, a.Channel, StringComparison.Ordinal))))!;

    /// <summary>Where the page's file says something else than the API; what the API has said since is no difference.</summary>
    public static IEnumerable<string> Differences(string place, JsonNode? file, JsonNode? api) => (file, api) switch
    {
        (JsonObject f, JsonObject a) => f.SelectMany(p => Differences($"{place}.{p.Key}", p.Value, a[p.Key])),
        (JsonArray f, JsonArray a) when f.Count == a.Count => f.Zip(a).SelectMany((p, i) => Differences($"{place}[{i}]", p.First, p.Second)),
        _ => JsonNode.DeepEquals(file, api) ? [] : [$"{place}: {file?.ToJsonString()} in the file, {api?.ToJsonString()} from the API"],
    };

    private static JsonNode? Without(JsonNode? node)
    {
        foreach (var part in (node as JsonArray)?.ToList() ?? [])
            Without(part);
        if (node is JsonObject row)
        {
            foreach (var name in Left)
                if (row[name] is null or JsonValue or JsonArray && (name != "conversations" || row[name] is JsonArray))
                    row.Remove(name);
            foreach (var (_, part) in row.ToList())
                Without(part);
        }
        return node;
    }
}
