using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Lookups;

/// <summary>Asks what people are called whose messages carry a number only, once for each.</summary>
internal sealed class NameLookups(Intake intake, ConnectedAccounts accounts, ChannelList channels, TimeProvider clock, ILogger<NameLookups> log)
    : LookupRounds("names", intake, clock, log)
{
    protected override void Note(IChannelEvent e)
    {
        if (e is MessageReceived { Direction: Direction.In, Visibility: Visibility.Private, Author: { ExternalId: { } id, Name: null, Handle: null } } m && channels.Find(m.Channel) is IProfiles)
            Want(m.AccountId, id);
    }

    /// <summary>A name is kept where names are, and its bytes nowhere: whoever is erased must not be looked for in them.</summary>
    protected override async Task<Delivery?> LookAsync(string accountId, string person, CancellationToken cancel)
    {
        if (await accounts.ConnectAsync(accountId, cancel) is not { } account || channels.Find(account.Account.Channel) is not IProfiles channel)
            return null;
        var at = Clock.GetUtcNow();
        return await channel.PersonAsync(account, person, cancel) is { } found
            ? new(accountId, Keys.Of("person", person, $"{at:O}"), "application/json", "{}"u8.ToArray(), [new PersonSeen(Id.New(Clock), accountId, account.Account.Channel, found, at)], []) { PayloadId = Id.New(Clock) }
            : null;
    }
}
