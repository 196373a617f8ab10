using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Meta.Instagram;

/// <summary>
/// Comments under a profile's posts as the platform keeps them: two levels and no more ("You can only reply to top-level comments; replies to a reply will be added to the top-level comment", ig-comment/replies).
/// </summary>
internal sealed class InstagramComments
{
    public const int Longest = 300;

    private readonly Dictionary<string, string?> _under = [];

    /// <summary>What was answered: under which comment it stands now, and its words.</summary>
    public List<(string Under, string Text)> Answers { get; } = [];

    /// <summary>A comment that can be answered.</summary>
    /// <param name="fake">The platform.</param>
    /// <param name="id">The comment.</param>
    /// <param name="under">The comment that it answers itself.</param>
    public InstagramComments On(GraphFake fake, string id, string? under = null)
    {
        _under[id] = under;
        fake.On($"POST {id}/replies", call => call.Unknown("message") is null && call.Value("message") is { Length: > 0 and <= Longest } text
            ? Put(_under[id] ?? id, text)
            : GraphFake.Error(400, 100, "(#100) message is required, and no longer than the limit."));
        return this;
    }

    private Answer Put(string under, string text)
    {
        Answers.Add((under, text));
        var id = $"new-{Answers.Count}";
        _under[id] = under;
        return GraphFake.Ok(new JsonObject { ["id"] = id });
    }
}
