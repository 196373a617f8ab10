using System.Text;
using Inbox.Connectors.Posts;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Lookups;

/// <summary>Asks for the posts that comments name without saying what they are. The next look at the account's own posts brings the title, too.</summary>
internal sealed class PostLookups(Intake intake, Cursors cursors, ConnectedAccounts accounts, ChannelList channels, TimeProvider clock, ILogger<PostLookups> log)
    : LookupRounds("posts", intake, clock, log)
{
    protected override void Note(IChannelEvent e)
    {
        if (e is MessageReceived { Visibility: Visibility.Public, Content: { Title: null, ExternalId: var post } } m && channels.Find(m.Channel) is IPosts)
            Want(m.AccountId, post);
        else if (e is ContentSeen seen)
            NoMore(seen.AccountId, seen.Content.ExternalId);
    }

    protected override async Task<Delivery?> LookAsync(string accountId, string post, CancellationToken cancel)
    {
        if (OwnPosts.Known(await cursors.FindAsync(accountId, OwnPosts.Cursor, cancel)).Contains(post) || await accounts.ConnectAsync(accountId, cancel) is not { } account || channels.Find(account.Account.Channel) is not IPosts channel)
            return null;
        var at = Clock.GetUtcNow();
        return await channel.FindAsync(account, post, cancel) is { } found ? Pack(account.Account, found, at) : null;
    }

    private Delivery Pack(Account account, FoundPost found, DateTimeOffset at)
    {
        var files = new List<NewFile>();
        var seen = found.Post.Seen(account.Id, account.Channel, at, () => Id.New(Clock), files);
        return new(account.Id, Keys.Of("post", found.Post.Id, $"{at:O}"), "application/json", Encoding.UTF8.GetBytes(found.Raw.ToString()), [seen], files) { PayloadId = Id.New(Clock) };
    }
}
