using System.Text;
using Inbox.Connectors.Posts;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Lookups;

/// <summary>Asks for the posts that comments name without saying what they are. The next look at the account's own posts brings the title, too.</summary>
internal sealed class PostLookups(Intake intake, Cursors cursors, ConnectedAccounts accounts, ChannelList channels, TimeProvider clock, ILogger<PostLookups> log) : BackgroundService
{
    private readonly LookupRounds _lookups = new("A post", clock, log);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Listen();
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        intake.Accepted -= Note;
        return base.StopAsync(cancellationToken);
    }

    /// <summary>From now on, notes what comes in.</summary>
    public void Listen() => intake.Accepted += Note;

    /// <summary>Asks for what is due; how long to wait for the next round.</summary>
    public Task<TimeSpan> RoundAsync(CancellationToken cancel) => _lookups.RoundAsync(LookAsync, cancel);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync("Looking up posts", RoundAsync, LookupRounds.Every, clock, log, stoppingToken);

    private void Note(IReadOnlyList<IChannelEvent> events)
    {
        foreach (var e in events)
            if (e is MessageReceived { Visibility: Visibility.Public, Content: { Title: null, ExternalId: var post } } m && channels.Find(m.Channel) is IPosts)
                _lookups.Want(m.AccountId, post);
            else if (e is ContentSeen seen)
                _lookups.NoMore(seen.AccountId, seen.Content.ExternalId);
    }

    private async Task LookAsync(string accountId, string post, CancellationToken cancel)
    {
        if (OwnPosts.Known(await cursors.FindAsync(accountId, OwnPosts.Cursor, cancel)).Contains(post) || await accounts.ConnectAsync(accountId, cancel) is not { } account || channels.Find(account.Account.Channel) is not IPosts channel)
            return;
        var at = clock.GetUtcNow();
        if (await channel.FindAsync(account, post, cancel) is { } found)
            await intake.AcceptAsync(Pack(account.Account, found, at), cancel);
    }

    private Delivery Pack(Account account, FoundPost found, DateTimeOffset at)
    {
        var files = new List<NewFile>();
        var seen = found.Post.Seen(account.Id, account.Channel, at, () => Id.New(clock), files);
        return new(account.Id, Keys.Of("post", found.Post.Id, $"{at:O}"), "application/json", Encoding.UTF8.GetBytes(found.Raw.ToString()), [seen], files) { PayloadId = Id.New(clock) };
    }
}
