using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.X;

/// <summary>Uploads of v2: pictures at once in parts of a form, videos in pieces whose sizes must come to what was announced, and then some time until they can be used.</summary>
internal sealed class XFakeUploads
{
    private readonly Dictionary<string, (string Category, int Announced, int Stored, int Checks, bool IsReady)> _all = [];

    public IReadOnlyList<string> Categories => [.. _all.Values.Select(u => u.Category)];

    public bool IsReady(string id, string family) => _all.TryGetValue(id, out var upload) && upload.IsReady && upload.Category.StartsWith(family, StringComparison.Ordinal);

    public Answer Answer(Asked asked, string path, Dictionary<string, string> query) => (asked.Method, path.Split('/')[4..]) switch
    {
        ("POST", []) => Whole(Form(asked)),
        ("POST", ["initialize"]) => Begin(asked),
        ("POST", [var id, "append"]) => Append(id, Form(asked)),
        ("POST", [var id, "finalize"]) => Finish(id),
        ("GET", []) when query.GetValueOrDefault("command") == "STATUS" => Status(query["media_id"]),
        _ => XFake.Problem(404, "Not Found", "Not Found"),
    };

    private Answer Whole(Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("media_category") is not ("tweet_image" or "dm_image") || form.GetValueOrDefault("media") is not { Length: > 0 and <= 5_000_000 } || form.Keys.Except(["media", "media_category", "media_type"]).Any())
            return XFake.Problem(400, "Invalid Request", "media type unrecognized.");
        return Said(Add(form["media_category"], 0, true));
    }

    private Answer Begin(Asked asked)
    {
        var values = asked.Json;
        var category = values.GetProperty("media_category").GetString()!;
        return category is "tweet_video" or "dm_video" or "tweet_gif" or "dm_gif" ? Said(Add(category, values.GetProperty("total_bytes").GetInt32(), false)) : XFake.Problem(400, "Invalid Request", "media_category");
    }

    private Answer Append(string id, Dictionary<string, string> form)
    {
        if (!_all.TryGetValue(id, out var upload) || !int.TryParse(form.GetValueOrDefault("segment_index"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return XFake.Problem(400, "Invalid Request", "segment_index");
        _all[id] = upload with { Stored = upload.Stored + form["media"].Length };
        return new(200, """{"data":{"expires_at":1740000000}}""");
    }

    private Answer Finish(string id) => _all[id].Stored == _all[id].Announced ? Said(id, "pending") : XFake.Problem(400, "Invalid Request", "Segments do not add up to provided total file size.");

    private Answer Status(string id)
    {
        var upload = _all[id] = _all[id] with { Checks = _all[id].Checks + 1 };
        _all[id] = upload with { IsReady = upload.Checks >= 2 };
        return Said(id, upload.Checks >= 2 ? "succeeded" : "in_progress");
    }

    private string Add(string category, int announced, bool isReady)
    {
        var id = $"{1880028106020515840 + _all.Count}";
        _all[id] = (category, announced, 0, 0, isReady);
        return id;
    }

    private static Answer Said(string id, string? state = null)
    {
        var data = new JsonObject { ["id"] = id, ["media_key"] = $"3_{id}", ["expires_after_secs"] = 86400 };
        if (state is not null)
            data["processing_info"] = new JsonObject { ["state"] = state, ["check_after_secs"] = 1 };
        return new(200, new JsonObject { ["data"] = data }.ToJsonString());
    }

    private static Dictionary<string, string> Form(Asked asked)
    {
        var type = asked.Header("Content-Type");
        var boundary = type[(type.IndexOf("boundary=", StringComparison.Ordinal) + 9)..].Trim('"');
        var parts = Encoding.Latin1.GetString(asked.Body).Split($"--{boundary}", StringSplitOptions.RemoveEmptyEntries).Where(p => p.Contains("name=", StringComparison.Ordinal));
        return parts.ToDictionary(
            p => p[(p.IndexOf("name=", StringComparison.Ordinal) + 5)..].Split(['\r', ';'])[0].Trim('"'),
            p => p[(p.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..^2]);
    }
}
