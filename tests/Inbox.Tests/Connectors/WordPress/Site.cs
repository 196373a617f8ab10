using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.WordPress;

/// <summary>
/// The comments' part of a site's REST interface, as wp-includes/rest-api has it: checks path, password, names and limits of what is asked, hides spam and trash from
/// "all", refuses the same words twice.
/// </summary>
internal sealed class Site
{
    public const string User = "editor", Password = "abcd EFGH 1234 ijkl MNOP 5678";

    private static readonly string[] Known = ["context", "status", "orderby", "order", "per_page", "page", "include", "parent", "_fields", "_embed", "capabilities", "after"];
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, JsonObject> _comments = [];

    /// <summary>Where the site says that its users are.</summary>
    public string Users { get; set; } = "https://blog.example/wp-json/wp/v2/users";

    /// <summary>Answers with this instead, while it is set.</summary>
    public Answer? Instead { get; set; }

    /// <summary>The next comment is stored, and the answer lost.</summary>
    public bool LosesAnswer { get; set; }

    public bool MayModerate { get; set; } = true;

    /// <summary>Something keeps comments as they stand.</summary>
    public bool KeepsStatus { get; set; }

    public bool MayListUsers { get; set; } = true;

    /// <summary>The list of users fails with this, while it is set.</summary>
    public int? UsersFail { get; set; }

    /// <summary>The articles that everybody can read, by their numbers.</summary>
    public ConcurrentDictionary<int, JsonObject> Posts { get; } = new();

    /// <summary>How many lists of articles were asked for.</summary>
    public int Readings { get; private set; }

    /// <summary>How many lists of comments were asked for.</summary>
    public int Looks { get; private set; }

    /// <summary>How many comments there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _comments.Count;
        }
    }

    public JsonObject this[int id]
    {
        get
        {
            lock (_lock)
                return _comments[id];
        }
    }

    /// <summary>Somebody comments.</summary>
    public void Add(int id, string name, string? email, string raw, int parent = 0, int author = 0, string status = "approved")
    {
        lock (_lock)
            _comments[id] = Comment(id, name, email, raw, parent, author, status);
    }

    /// <summary>A moderator changes a comment.</summary>
    public void Change(int id, string? raw = null, string? status = null)
    {
        lock (_lock)
        {
            if (raw is not null)
                _comments[id]["content"] = Content(raw);
            if (status is not null)
                _comments[id]["status"] = status;
        }
    }

    public void Remove(int id)
    {
        lock (_lock)
            _comments.Remove(id);
    }

    public static JsonObject Comment(int id, string name, string? email, string raw, int parent = 0, int author = 0, string status = "approved") => new()
    {
        ["id"] = id, ["post"] = 7, ["parent"] = parent, ["author"] = author, ["author_name"] = name, ["author_email"] = email ?? "", ["date_gmt"] = "2026-03-02T08:58:00",
        ["content"] = Content(raw), ["link"] = $"https://blog.example/tea/#comment-{id}", ["status"] = status, ["type"] = "comment",
    };

    public Answer Answer(Asked asked)
    {
        if (Instead is { } instead)
            return instead;
        if (asked.Header("Authorization") != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}")
            return Error(401, "incorrect_password", "The provided password is an invalid application password.");
        if (!asked.Path.StartsWith("/wp-json/wp/v2/", StringComparison.Ordinal))
            return Error(404, "rest_no_route", "No route was found matching the URL and request method.");
        var (path, query) = asked.Path["/wp-json/wp/v2/".Length..].Split('?') is [var p, var q] ? (p, Query(q)) : (asked.Path["/wp-json/wp/v2/".Length..], []);
        if (query.Keys.Except(Known).FirstOrDefault() is { } unknown)
            return Error(400, "rest_invalid_param", $"{unknown} is unknown here"); // stricter than WordPress, which ignores it
        lock (_lock)
            return (asked.Method, path.Split('/')) switch
            {
                ("GET", ["users", "me"]) => Ok(Me(query.GetValueOrDefault("context") == "edit")),
                ("GET", ["users"]) when UsersFail is 200 => new(200, "<html>Log in</html>", "text/html"),
                ("GET", ["users"]) when UsersFail is { } status => Error(status, "busy", "Come again."),
                ("GET", ["users"]) => MayListUsers ? Ok(new JsonArray(Me(true), new JsonObject { ["id"] = 9, ["capabilities"] = new JsonObject { ["moderate_comments"] = true } })) : Error(403, "rest_forbidden_context", "Sorry, you are not allowed to edit users."),
                ("GET", ["comments"]) => List(query),
                ("GET", ["posts"]) => Articles(query),
                ("GET", ["comments", var id]) => One(id) is { } one ? Ok(one.DeepClone()) : Error(404, "rest_comment_invalid_id", "Invalid comment ID."),
                ("POST", ["comments"]) => Create(asked),
                ("POST", ["comments", var id]) => Update(id, asked),
                _ => Error(404, "rest_no_route", "No route was found matching the URL and request method."),
            };
    }

    private JsonObject? One(string id) => _comments.GetValueOrDefault(int.Parse(id, CultureInfo.InvariantCulture));

    private JsonObject Me(bool edit) => edit
        ? new()
        {
            ["id"] = 2, ["capabilities"] = new JsonObject { ["moderate_comments"] = MayModerate },
            ["_links"] = new JsonObject { ["self"] = new JsonArray(new JsonObject { ["href"] = $"{Users}/2" }), ["collection"] = new JsonArray(new JsonObject { ["href"] = Users }) },
        }
        : new() { ["id"] = 2 };

    private Answer List(Dictionary<string, string> query)
    {
        Looks++;
        if (!MayModerate && query.GetValueOrDefault("context") == "edit")
            return Error(403, "rest_forbidden_context", "Sorry, you are not allowed to edit comments.");
        var (size, page) = (int.Parse(query.GetValueOrDefault("per_page", "10"), CultureInfo.InvariantCulture), int.Parse(query.GetValueOrDefault("page", "1"), CultureInfo.InvariantCulture));
        if (size is < 1 or > 100)
            return Error(400, "rest_invalid_param", "Invalid parameter(s): per_page");
        var include = query.GetValueOrDefault("include")?.Split(',');
        var found = _comments.Values.Where(c => query.GetValueOrDefault("status", "approve") switch { "any" => true, "all" => (string?)c["status"] is "approved" or "hold", _ => (string?)c["status"] == "approved" })
            .Where(c => include is null || include.Contains(c["id"]!.ToString())).Where(c => !query.TryGetValue("parent", out var parent) || c["parent"]!.ToString() == parent).ToList();
        if (query.GetValueOrDefault("order", "desc") == "desc")
            found.Reverse();
        var items = found.Skip((page - 1) * size).Take(size).Select(c => c.DeepClone().AsObject()).ToArray();
        foreach (var item in items.Where(_ => query.ContainsKey("_embed")))
            item["_embedded"] = new JsonObject { ["up"] = new JsonArray(new JsonObject { ["id"] = 7, ["author"] = 3, ["link"] = "https://blog.example/tea/", ["title"] = new JsonObject { ["rendered"] = "Tea &#038; <em>scones</em>" } }) };
        return Ok(new JsonArray(items)) with { Headers = new() { ["X-WP-Total"] = $"{found.Count}", ["X-WP-TotalPages"] = $"{(found.Count + size - 1) / size}" } };
    }

    public static JsonObject Post(int id, string title, DateTimeOffset at, string? picture = null) => new()
    {
        ["id"] = id, ["date_gmt"] = at.UtcDateTime.ToString("s", CultureInfo.InvariantCulture), ["link"] = $"https://blog.example/{id}/", ["title"] = new JsonObject { ["rendered"] = title },
        ["_links"] = new JsonObject(),
        ["_embedded"] = picture is null ? null : new JsonObject
        {
            ["wp:featuredmedia"] = new JsonArray(new JsonObject
            {
                ["media_type"] = "image", ["source_url"] = $"{picture}/large.jpg", ["media_details"] = new JsonObject { ["sizes"] = new JsonObject { ["medium"] = new JsonObject { ["source_url"] = $"{picture}/medium.jpg" } } },
            }),
        },
    };

    /// <summary>What is embedded must be linked to: who leaves <c>_links</c> out of the fields gets none.</summary>
    private Answer Articles(Dictionary<string, string> query)
    {
        Readings++;
        var fields = query["_fields"].Split(',');
        if (query["status"] != "publish" || query["orderby"] != "date" || query["order"] != "desc" || query["per_page"] != "100" || query["_embed"] != "wp:featuredmedia" || !fields.Contains("_links"))
            return Error(400, "rest_invalid_param", "Invalid parameter(s)");
        var after = DateTime.ParseExact(query["after"], "s", CultureInfo.InvariantCulture);
        return Ok(new JsonArray([.. Posts.Values.Where(p => DateTime.Parse((string)p["date_gmt"]!, CultureInfo.InvariantCulture) > after).OrderByDescending(p => (string)p["date_gmt"]!, StringComparer.Ordinal)
            .Select(p => new JsonObject(p.Where(f => fields.Contains(f.Key)).Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))))]));
    }

    private Answer Create(Asked asked)
    {
        var json = asked.Json;
        if (json.EnumerateObject().Select(p => p.Name).Except(["post", "parent", "content"]).Any() || json.GetProperty("post").GetInt32() != 7)
            return Error(403, "rest_comment_invalid_post_id", "Sorry, you are not allowed to create this comment without a post.");
        var (parent, content) = (json.GetProperty("parent").GetInt32(), json.GetProperty("content").GetString()!);
        if (Encoding.UTF8.GetByteCount(content) > 65_525)
            return Error(400, "comment_content_column_length", "Your comment is too long.");
        if (_comments.Values.Any(c => (int)c["parent"]! == parent && (int)c["author"]! == 2 && (string)c["content"]!["raw"]! == content))
            return Error(409, "comment_duplicate", "Duplicate comment detected; it looks as though you&#8217;ve already said that!");
        var id = _comments.Keys.Max() + 1;
        Add(id, "Ed Itor", "editor@acme.test", content, parent, 2);
        _comments[id]["date_gmt"] = "2026-03-02T09:00:01";
        return LosesAnswer ? throw new IOException("lost") : Ok(_comments[id].DeepClone()) with { Status = 201 };
    }

    private Answer Update(string id, Asked asked)
    {
        if (!MayModerate)
            return Error(403, "rest_cannot_edit", "Sorry, you are not allowed to edit this comment.");
        if (One(id) is not { } one)
            return Error(404, "rest_comment_invalid_id", "Invalid comment ID.");
        var status = asked.Json.EnumerateObject().Single().Value.GetString();
        if (status is not ("approved" or "hold" or "spam") || KeepsStatus || status == (string?)one["status"]) // handle_status_param: what changes nothing has failed
            return Error(500, "rest_comment_failed_edit", "Updating comment status failed.");
        Change(int.Parse(id, CultureInfo.InvariantCulture), status: status);
        return Ok(one.DeepClone());
    }

    private static JsonObject Content(string raw) => new() { ["rendered"] = $"<p>{raw}</p>\n", ["raw"] = raw };

    private static Dictionary<string, string> Query(string query) => query.Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));

    private static Answer Ok(JsonNode body) => new(200, body.ToJsonString());

    private static Answer Error(int status, string code, string message) => new(status, JsonSerializer.Serialize(new { code, message, data = new { status } }));
}
