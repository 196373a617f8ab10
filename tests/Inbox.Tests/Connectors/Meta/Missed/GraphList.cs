using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Meta.Missed;

/// <summary>
/// Lists as the Graph API shows them: of each entry only the fields that were asked for, with those of the objects inside in braces and modifiers in brackets; page by page, by cursors.
/// A field or a parameter that there is not is an error.
/// </summary>
/// <param name="most">How many entries a page may have.</param>
/// <param name="known">The fields that there are; of objects inside with a point.</param>
/// <param name="parameters">What may be asked for beside fields, limit and after.</param>
internal sealed class GraphList(int most, string[] known, params string[] parameters)
{
    private const string Next = "https://graph.facebook.com/next?access_token=nobody-is-to-use-this";

    /// <summary>A page of whose entries none may be shown, and that others come after.</summary>
    public static Answer Empty { get; } = GraphFake.Ok(new JsonObject { ["data"] = new JsonArray(), ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["after"] = "0" }, ["next"] = Next } });

    /// <summary>A page without cursors, as lists by time have them.</summary>
    public static Answer GoesOn(string leads) => GraphFake.Ok(new JsonObject { ["data"] = new JsonArray(), ["paging"] = new JsonObject { ["next"] = $"{Next}&{leads}" } });

    /// <summary>How many entries are shown at once, however many were asked for.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>A list inside an entry.</summary>
    public Func<JsonObject, string, IReadOnlyDictionary<string, string>, IEnumerable<JsonObject>> Inside { get; init; } = (_, _, _) => [];

    public Answer Page(GraphCall call, IEnumerable<JsonObject> entries)
    {
        if (call.Query.Keys.Except([.. parameters, "fields", "limit", "after", "appsecret_proof"]).FirstOrDefault() is { } stranger)
            return GraphFake.Error(400, 100, $"(#100) Unknown parameter {stranger}");
        if (!int.TryParse(call.Query.GetValueOrDefault("limit"), out var limit) || limit < 1 || limit > most)
            return GraphFake.Error(400, 1, "Please reduce the amount of data you're asking for, then retry your request");
        try
        {
            var at = int.Parse(call.Query.GetValueOrDefault("after", "0"), null);
            var all = entries.ToList();
            var (page, end) = (all.Skip(at).Take(Math.Min(AtOnce, limit)).ToList(), at + Math.Min(AtOnce, limit));
            var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = $"{at}", ["after"] = $"{end}" } };
            if (end < all.Count)
                paging["next"] = Next;
            return GraphFake.Ok(new JsonObject { ["data"] = new JsonArray([.. page.Select(e => Shown(e, call.Query["fields"], ""))]), ["paging"] = paging });
        }
        catch (FormatException e)
        {
            return GraphFake.Error(400, 100, $"(#100) Tried accessing nonexisting field ({e.Message})");
        }
    }

    private JsonObject Shown(JsonObject entry, string fields, string prefix)
    {
        var shown = new JsonObject();
        foreach (var field in Split(fields))
        {
            var name = new string([.. field.TakeWhile(c => c is not ('.' or '{'))]);
            if (!known.Contains(prefix + name))
                throw new FormatException(prefix + name);
            var brace = field.IndexOf('{', StringComparison.Ordinal);
            var (inner, modifiers) = (brace < 0 ? null : field[(brace + 1)..^1], (brace < 0 ? field : field[..brace])[name.Length..]);
            if (modifiers.Length > 0)
                shown[name] = new JsonObject { ["data"] = new JsonArray([.. Inside(entry, name, Modifiers(modifiers)).Select(e => Shown(e, inner!, $"{name}."))]) };
            else if (entry[name] is { } value)
                shown[name] = inner is null ? value.DeepClone() : value["data"] is JsonArray list
                    ? new JsonObject { ["data"] = new JsonArray([.. list.Select(e => Shown((JsonObject)e!, inner, $"{name}."))]) }
                    : Shown((JsonObject)value, inner, $"{name}.");
        }
        if (known.Contains($"{prefix}id") && entry["id"] is { } id)
            shown["id"] = id.DeepClone(); // comes unasked for
        return shown;
    }

    private static Dictionary<string, string> Modifiers(string text) => text.Split(')', StringSplitOptions.RemoveEmptyEntries).Select(m => m.TrimStart('.').Split('(')).ToDictionary(m => m[0], m => m[1]);

    private static IEnumerable<string> Split(string fields)
    {
        var (depth, begin) = (0, 0);
        for (var i = 0; i < fields.Length; i++)
        {
            depth += fields[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (fields[i] == ',' && depth == 0)
            {
                yield return fields[begin..i];
                begin = i + 1;
            }
        }
        yield return fields[begin..];
    }
}
