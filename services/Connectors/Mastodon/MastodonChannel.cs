using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.Mastodon;

/// <summary>An account on a Mastodon server: who mentions, answers or quotes it in the open, and who writes to it in private.</summary>
internal sealed class MastodonChannel(MastodonApi api, MastodonSender sender) : IChannel, IFetch
{
    public const string Name = "mastodon";

    /// <summary>What is left for the name that an answer begins with: 30 and two signs.</summary>
    public const int Room = 32;

    /// <summary>Of the 500 that servers take unless they are told otherwise. The follower learns what its server says (<see cref="Following.Takes"/>); the sender asks it itself.</summary>
    private const int TextLimit = 500 - Room, Files = 4;

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    public static ChannelDescription Describes { get; } = new(
        Name, [new("url", Required: true), new("token", Required: true, Secret: true)], EpisodeGap: TimeSpan.FromHours(72), "application/json", AnswersPrivately: true)
    {
        InTheOpen = new(TextLimit, TextCount.GraphemesAndLinks) { Files = Files }, Directly = new(TextLimit, TextCount.GraphemesAndLinks) { Files = Files },
    };

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => MastodonReader.Read(input);

    /// <summary>None: settings name a server and a token; the follower says with each status whose it is.</summary>
    public IReadOnlySet<string> OwnIds(Storage.Account account) => None;

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        if (MastodonSettings.Problems(account).ToList() is { Count: > 0 } problems)
            return problems;
        try
        {
            var me = await api.GetAsync(account, "v1/accounts/verify_credentials", cancel);
            var read = me.IsWell ? await api.GetAsync(account, "v1/notifications?limit=1", cancel) : me;
            if (!read.IsWell || me.Body["id"].Id is null)
                return [Problem(read)];
            var scopes = (await api.GetAsync(account, "v1/apps/verify_credentials", cancel)).Body["scopes"].Select(s => s.Text).ToList(); // told since 4.3
            return scopes.Count == 0 || scopes.Contains("write") || scopes.Contains("write:statuses") ? [] : [new("token", "This token may read and not write. Give its application the scopes read and write, and make a new token.")];
        }
        catch (OutboundException e)
        {
            return [new("url", e.Message)];
        }
    }

    public bool CanFollow(ConnectedAccount account) => account["url"] is not null && account["token"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new MastodonFollow(this, api, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => api.FileAsync(source, cancel);

    private static SettingProblem Problem(MastodonAnswer answer)
    {
        var (setting, words) = answer.Explain();
        return new(setting, words);
    }
}
