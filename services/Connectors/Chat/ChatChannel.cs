using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>Chat on the customer's own website. We are the platform: what a visitor sees is a timeline of ours.</summary>
internal sealed class ChatChannel(Lazy<ChatSender> sender, Lazy<Accounts> accounts) : IChannel
{
    public const string Name = "chat";

    /// <summary>The longest message, either way.</summary>
    public const int TextLimit = 4000;

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    public static ChannelDescription Describes { get; } = new(Name, ChatSettings.Descriptions, EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit) { Directly = new(TextLimit) { FileBytes = ChatUpload.MostBytes } };

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => ChatReader.Read(input);

    /// <summary>None: what comes in is a visitor's.</summary>
    public IReadOnlySet<string> OwnIds(Account account) => None;

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        var problems = ChatSettings.Problems(account).ToList();
        if (account["mailAddress"] is { } address && await ChatSettings.MailAccountAsync(account, accounts.Value, cancel) is null)
            problems.Add(new("mailAddress", $"No connected mailbox has the address '{address}'. Connect it first, or leave this empty: then who has left reads the answer when they come back."));
        return problems;
    }

    /// <summary>There is nothing to fetch, but an account whose door is open is green.</summary>
    public bool CanFollow(ConnectedAccount account) => true;

    public async Task FollowAsync(Following following, CancellationToken cancel)
    {
        var problems = await CheckAsync(following.Account, cancel);
        if (problems.Count > 0)
            await following.WarnAsync(problems[0].Message);
        else
            await following.WellAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, following.Clock, cancel);
    }

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.Value.SendAsync(sending, cancel);
}
