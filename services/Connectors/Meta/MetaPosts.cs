using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;

namespace Inbox.Connectors.Meta;

/// <summary>How a member of the family shows what an account published.</summary>
/// <param name="Edge">The list of them, under the page or profile.</param>
/// <param name="Fields">What is asked for of each.</param>
/// <param name="Read">Reads one, given the account's own id.</param>
internal sealed record MetaPosts(string Edge, string Fields, Func<Node, string?, SeenPost?> Read)
{
    private const int MostPages = 10;

    /// <summary>The latest since a time: all of them, or as many as are looked at; null when the platform does not give them now.</summary>
    public async Task<IEnumerable<Node>?> ListAsync(GraphApi graph, ConnectedAccount account, string id, DateTimeOffset since, CancellationToken cancel)
    {
        var (posts, path) = (new List<Node>(), $"{account[id]}/{Edge}?fields={Fields}&since={since.ToUnixTimeSeconds()}&limit={OwnPosts.Most}");
        var next = "";
        for (var pages = 0; pages < MostPages; pages++)
        {
            var answer = await graph.GetAsync(account, path + next, cancel);
            if (!answer.IsWell)
                return null;
            posts.AddRange(answer.Body["data"]);
            if (posts.Count >= OwnPosts.Most || GraphPage.IsLast(answer.Body))
                return posts.Take(OwnPosts.Most);
            if (GraphPage.Next(answer.Body) is not { } further)
                return null;
            next = $"&{further}";
        }
        return null;
    }

    /// <summary>One by its id; null when it is not shown to us.</summary>
    public async Task<FoundPost?> FindAsync(GraphApi graph, ConnectedAccount account, string id, string post, CancellationToken cancel)
    {
        var answer = await graph.GetAsync(account, $"{Uri.EscapeDataString(post)}?fields={Fields}", cancel);
        if (answer.IsBusy || answer.IsUnwell)
            throw new ChannelException($"The platform says: {answer.Words}") { After = answer.RetryAfter };
        return answer.IsWell && Read(answer.Body, account[id]) is { } read ? new(answer.Body, read with { Id = post }) : null;
    }
}
