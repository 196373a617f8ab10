using System.Text;
using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Posts;

/// <summary>
/// Looks every five minutes at what an account itself published in the last 60 days, a hundred posts at most: those that nobody talks about are known too. What is new or different becomes
/// <see cref="ContentSeen"/>; what was there and is not any more is gone.
/// </summary>
/// <param name="following">The account.</param>
/// <param name="read">Reads one post; null for what is none.</param>
internal sealed class OwnPosts(Following following, Func<Node, SeenPost?> read)
{
    public const int Most = 100;
    public const string Cursor = "content";
    private static readonly TimeSpan Back = TimeSpan.FromDays(60), Every = TimeSpan.FromMinutes(5);
    private DateTimeOffset _dueAt = DateTimeOffset.MinValue;

    /// <summary>Whether a post that is seen for the first time is told. Not so where new ones come on the way: then only what becomes of them is.</summary>
    public Func<Node, bool> IsNews { get; init; } = _ => true;

    /// <summary>Which of some posts that a list leaves out are there all the same; null when nobody can say now. Where it cannot be asked for, the list is believed as far as it reaches.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyCollection<string>?>>? Still { get; init; }

    /// <summary>From when on posts are asked for.</summary>
    public DateTimeOffset Since => following.Clock.GetUtcNow() - Back;

    /// <summary>Looks when it is time to.</summary>
    /// <param name="ask">Asks for posts since then, the newest first: all, or a hundred; null when the platform does not give them now, which keeps nothing else from being followed.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task LookAsync(Func<DateTimeOffset, CancellationToken, Task<IEnumerable<Node>?>> ask, CancellationToken cancel)
    {
        var at = following.Clock.GetUtcNow(); // before the platform is asked: what happens meanwhile is later
        if (at < _dueAt)
            return;
        _dueAt = at + Every;
        if ((await ask(Since, cancel))?.ToList() is not { } listed)
            return;
        var known = Watched(await following.CursorAsync(Cursor, cancel));
        var shown = listed.Select(raw => (Raw: raw, Post: read(raw))).Where(p => p.Post is not null).DistinctBy(p => p.Post!.Id).ToList();
        var missing = known.Keys.Except(shown.Select(p => p.Post!.Id)).ToList();
        if (await ThereAsync(missing, known, shown.ConvertAll(p => p.Post!), listed.Count, cancel) is not { } there)
            return;
        var (gone, left) = (missing.Except(there).ToList(), Still is null ? [] : there);
        var news = shown.FindAll(p => known.TryGetValue(p.Post!.Id, out var mark) ? mark.Mark != p.Post.Mark : IsNews(p.Raw));
        var now = shown.Select(p => (p.Post!.Id, Watch: new Watch(p.Post.Mark, p.Post.At))).Concat(left.Select(id => (Id: id, Watch: known[id]))).OrderByDescending(p => p.Watch.At).Take(Most).ToDictionary(p => p.Id, p => p.Watch);
        var cursor = JsonSerializer.Serialize(now);
        if (news.Count > 0 || gone.Count > 0)
            await following.DeliverAsync([Pack([.. news.Select(p => (p.Raw, p.Post!))], gone, at)], Cursor, cursor, cancel);
        else if (!now.Keys.ToHashSet().SetEquals(known.Keys))
            await following.MoveAsync(Cursor, cursor, cancel);
    }

    /// <summary>Which of the missing are there, as far as can be told; null when nothing can.</summary>
    private async Task<IReadOnlyCollection<string>?> ThereAsync(List<string> missing, Dictionary<string, Watch> known, List<SeenPost> shown, int listed, CancellationToken cancel)
    {
        if (Still is not null)
            return missing.Count == 0 ? [] : await Still(missing, cancel);
        // A whole account that is empty at once is more often a right that was taken away than a hundred posts deleted.
        if (shown.Count == 0)
            return null;
        // A day inside, since some sites compare their local time.
        var oldest = listed >= Most ? shown.Min(p => p.At) : Since.AddDays(1);
        return missing.FindAll(id => !(known[id].At > oldest));
    }

    /// <summary>Which posts an account is known to have.</summary>
    public static IReadOnlyCollection<string> Known(string? cursor) => Watched(cursor).Keys;

    private static Dictionary<string, Watch> Watched(string? cursor) => cursor is null ? [] : JsonSerializer.Deserialize<Dictionary<string, Watch>>(cursor) ?? [];

    private Delivery Pack(IReadOnlyList<(Node Raw, SeenPost Post)> news, IReadOnlyList<string> gone, DateTimeOffset at)
    {
        var (account, channel, files) = (following.Account.Account.Id, following.Account.Account.Channel, new List<NewFile>());
        var events = news.Select(p => p.Post.Seen(account, channel, at, following.NewId, files))
            .Concat(gone.Select(id => new ContentSeen(following.NewId(), account, channel, new(id), at) { Own = true, Removed = true })).ToList();
        var raw = $$"""{"at":"{{at:O}}","posts":[{{string.Join(',', news.Select(p => p.Raw))}}],"gone":{{JsonSerializer.Serialize(gone)}}}""";
        return new(account, Keys.Of(Cursor, $"{at:O}"), "application/json", Encoding.UTF8.GetBytes(raw), events, files) { PayloadId = following.NewId() };
    }

    /// <summary>What is remembered of a post.</summary>
    private sealed record Watch(string Mark, DateTimeOffset? At);
}
