using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>An account in the network that Bluesky began: who answers, mentions or quotes it, and its direct messages.</summary>
internal sealed class BlueskyChannel(BlueskyApi api, BlueskySender sender) : IChannel, IFetch
{
    public const string Name = "bluesky";

    /// <summary>Of a post (app.bsky.feed.post) and its pictures (app.bsky.embed.images; many servers take no more than the former megabyte).</summary>
    public const int TextLimit = 300, Pictures = 4, PictureBytes = 1_000_000;

    /// <summary>Of a direct message (chat.bsky.convo.defs#messageInput).</summary>
    public const int TalkLimit = 1000;

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    public static ChannelDescription Describes { get; } = new(
        Name, BlueskySettings.Describe, EpisodeGap: TimeSpan.FromHours(72), "application/json", AnswersPrivately: true)
    {
        InTheOpen = new(TextLimit, TextCount.Graphemes) { Files = Pictures, FileBytes = PictureBytes },
        Directly = new(TalkLimit, TextCount.Graphemes) { Files = 0 },
    };

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => BlueskyReader.Read(input);

    /// <summary>None: a handle is no DID; the follower says with each post who we are.</summary>
    public IReadOnlySet<string> OwnIds(Storage.Account account) => None;

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        if (BlueskySettings.Problems(account).ToList() is { Count: > 0 } problems)
            return problems;
        try
        {
            var (session, refused) = await api.LoginAsync(account, null, cancel);
            var answer = refused ?? await api.GetAsync(account, "app.bsky.notification.listNotifications", [("limit", "1")], cancel);
            return session is not null && answer.IsWell ? [] : [Problem(answer)];
        }
        catch (OutboundException e)
        {
            return [new("service", e.Message)];
        }
    }

    public bool CanFollow(ConnectedAccount account) => account["identifier"] is not null && account["password"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new BlueskyFollow(this, api, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    /// <summary>The app view says where the pictures of a post lie.</summary>
    public async Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel)
    {
        if (source.Split(' ') is not [var uri, var cid])
            throw new ChannelException("This picture has no name.") { Transient = false };
        var answer = await api.GetAsync(account, "app.bsky.feed.getPosts", [("uris", uri)], cancel);
        if (!answer.IsWell)
            throw new ChannelException(answer.Explain().Problem) { Transient = answer.IsTransient };
        var embed = answer.Body["posts"][0]["embed"];
        var url = embed["images"].Concat(embed["media"]["images"]).Select(i => i["fullsize"].Text).FirstOrDefault(u => u?.Contains(cid, StringComparison.Ordinal) == true);
        return url is null ? throw new ChannelException("The post with this picture is not there any more.") { Transient = false } : await api.FileAsync(url, cancel);
    }

    private static SettingProblem Problem(BlueskyAnswer answer)
    {
        var (setting, words) = answer.Explain();
        return new(setting, words);
    }
}
