using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Lookups;

/// <summary>Asks what people are called whose messages carry a number only, once for each.</summary>
internal sealed class NameLookups(Intake intake, ConnectedAccounts accounts, ChannelList channels, TimeProvider clock, ILogger<NameLookups> log) : BackgroundService
{
    private readonly LookupRounds _lookups = new("A name", clock, log);

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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync("Looking up names", RoundAsync, LookupRounds.Every, clock, log, stoppingToken);

    private void Note(IReadOnlyList<IChannelEvent> events)
    {
        foreach (var e in events)
            if (e is MessageReceived { Direction: Direction.In, Visibility: Visibility.Private, Author: { ExternalId: { } id, Name: null, Handle: null } } m && channels.Find(m.Channel) is IProfiles)
                _lookups.Want(m.AccountId, id);
    }

    /// <summary>A name is kept where names are, and its bytes nowhere: whoever is erased must not be looked for in them.</summary>
    private async Task LookAsync(string accountId, string person, CancellationToken cancel)
    {
        if (await accounts.ConnectAsync(accountId, cancel) is not { } account || channels.Find(account.Account.Channel) is not IProfiles channel)
            return;
        var at = clock.GetUtcNow();
        if (await channel.PersonAsync(account, person, cancel) is { } found)
            await intake.AcceptAsync(
                new Delivery(accountId, Keys.Of("person", person, $"{at:O}"), "application/json", "{}"u8.ToArray(), [new PersonSeen(Id.New(clock), accountId, account.Account.Channel, found, at)], []) { PayloadId = Id.New(clock) }, cancel);
    }
}
