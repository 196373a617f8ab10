using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Posts;

/// <summary>
/// Asks for the posts that comments name without saying what they are. After the comment is durable, and once for each post. What waits here is remembered by this process only: should it die, the
/// next comment, or the next look at the account's own posts, brings the title.
/// </summary>
internal sealed class PostLookups(Intake intake, Cursors cursors, ConnectedAccounts accounts, ChannelList channels, TimeProvider clock, ILogger<PostLookups> log) : BackgroundService
{
    private const int MostRemembered = 20_000, AtOnce = 8, MostTries = 6;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Account, string Post), Wanted> _wanted = new();

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
    public async Task<TimeSpan> RoundAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var ((account, post), wanted) in _wanted.Where(w => w.Value.DueAt <= now).Take(AtOnce).ToList())
            _wanted[(account, post)] = await LookAsync(account, post, wanted, cancel);
        return Every;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync("Looking up posts", RoundAsync, Every, clock, log, stoppingToken);

    private void Note(IReadOnlyList<IChannelEvent> events)
    {
        foreach (var e in events)
            if (e is MessageReceived { Visibility: Visibility.Public, Content: { Title: null, ExternalId: var post } } m && channels.Find(m.Channel) is IPosts)
            {
                if (_wanted.Count >= MostRemembered)
                    _wanted.Clear();
                _wanted.TryAdd((m.AccountId, post), new(0, clock.GetUtcNow()));
            }
            else if (e is ContentSeen seen)
                _wanted[(seen.AccountId, seen.Content.ExternalId)] = Wanted.NoMore;
    }

    private async Task<Wanted> LookAsync(string accountId, string post, Wanted wanted, CancellationToken cancel)
    {
        try
        {
            if (OwnPosts.Known(await cursors.FindAsync(accountId, OwnPosts.Cursor, cancel)).Contains(post) || await accounts.ConnectAsync(accountId, cancel) is not { } account || channels.Find(account.Account.Channel) is not IPosts channel)
                return Wanted.NoMore;
            var at = clock.GetUtcNow();
            if (await channel.FindAsync(account, post, cancel) is { } found)
                await intake.AcceptAsync(Pack(account.Account, found, at), cancel);
            return Wanted.NoMore;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is ChannelException or OutboundException or DbException)
        {
            var pause = (e as ChannelException)?.After ?? Pause * Math.Pow(2, wanted.Tries);
            log.LogInformation("A post of account {AccountId} could not be asked for ({Reason})", accountId, e.Message);
            return wanted.Tries + 1 >= MostTries ? Wanted.NoMore : new(wanted.Tries + 1, clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause));
        }
    }

    private Delivery Pack(Account account, FoundPost found, DateTimeOffset at)
    {
        var files = new List<NewFile>();
        var seen = found.Post.Seen(account.Id, account.Channel, at, () => Id.New(clock), files);
        return new(account.Id, Keys.Of("post", found.Post.Id, $"{at:O}"), "application/json", Encoding.UTF8.GetBytes(found.Raw.ToString()), [seen], files) { PayloadId = Id.New(clock) };
    }

    /// <summary>How often a post was asked for, and when it is to be again.</summary>
    private sealed record Wanted(int Tries, DateTimeOffset DueAt)
    {
        public static Wanted NoMore { get; } = new(0, DateTimeOffset.MaxValue);
    }
}
