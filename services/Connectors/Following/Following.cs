using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>What a channel is given while it follows an account: a place to deliver to, a place to remember how far it came, and a way to say how it does.</summary>
public sealed class Following(ConnectedAccount account, Lease lease, FollowingParts parts, Func<HealthState, string?, Task> report)
{
    /// <summary>The account.</summary>
    public ConnectedAccount Account => account;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => parts.Clock;

    /// <summary>Makes deliveries durable together with the cursor that they move; only while this process still holds the account.</summary>
    public async Task DeliverAsync(IReadOnlyList<Delivery> deliveries, string cursor, string value, CancellationToken cancel) =>
        await parts.Intake.AcceptAsync(await AmendedAsync(deliveries, cancel), new(cursor, value, lease) { AccountId = account.Account.Id }, cancel);

    /// <summary>How far the account has come in one of its sources.</summary>
    public Task<string?> CursorAsync(string name, CancellationToken cancel) => parts.Cursors.FindAsync(account.Account.Id, name, cancel);

    /// <summary>Moves a cursor when nothing was there to deliver.</summary>
    public Task MoveAsync(string name, string value, CancellationToken cancel) =>
        parts.Cursors.MoveAsync(account.Account.Id, new(name, value, lease), cancel);

    /// <summary>What staff changed on the platform from here, until it is said to be looked at.</summary>
    public Task<IReadOnlyList<Touch>> TouchedAsync(CancellationToken cancel) => parts.Touched.ListAsync(account.Account.Id, cancel);

    /// <summary>What the platform made of that was seen.</summary>
    public Task LookedAtAsync(IReadOnlyList<Touch> touched, CancellationToken cancel) =>
        touched.Count == 0 ? Task.CompletedTask : parts.Touched.ForgetAsync(account.Account.Id, touched, cancel);

    /// <summary>What deliveries only named, until it is found.</summary>
    public Task<IReadOnlyList<string>> WantedAsync(CancellationToken cancel) => parts.Wanted.ListAsync(account.Account.Id, cancel);

    /// <summary>What the platform said when it was asked for something; null when it is gone. Said twice it must have the same key.</summary>
    public async Task FoundAsync(string wanted, Delivery? delivery, CancellationToken cancel)
    {
        if (delivery is not null)
            await parts.Intake.AcceptAsync(delivery, cancel);
        await parts.Wanted.ForgetAsync(account.Account.Id, wanted, cancel);
    }

    /// <summary>Where the platform can push to for this account; null when this installation is not reachable from outside over https.</summary>
    public string? HookUrl => parts.Hooks?.Of(account.Account);

    /// <summary>When the platform last pushed something for this account, to within half a minute; null when it never did.</summary>
    public async Task<DateTimeOffset?> DeliveredAtAsync(CancellationToken cancel) => (await parts.Accounts.FindAsync(account.Account.Id, cancel))?.HookDeliveredAt;

    /// <summary>Where it goes what the platform says of the token's end.</summary>
    internal Action<DateTimeOffset?> TokenEnd { private get; init; } = _ => { };

    /// <summary>Says when the token ends, null when it does not or nobody knows; staff see it with the next word on how the account does.</summary>
    public void TokenEnds(DateTimeOffset? end) => TokenEnd(end);

    /// <summary>Where it goes what the platform says of its own limit.</summary>
    internal Action<int> TextLimit { private get; init; } = _ => { };

    /// <summary>Says how long a text this account's server takes, where each has its own limit; replies are held against it from the next word on how the account does.</summary>
    public void Takes(int characters) => TextLimit(characters);

    /// <summary>Puts a secret that the platform has renewed in the place of the one before; false when staff have given another meanwhile.</summary>
    public Task<bool> RenewSecretAsync(string key, string was, string now, CancellationToken cancel) => parts.Accounts.RenewSecretAsync(account.Account.Id, key, was, now, cancel);

    /// <summary>A fresh id.</summary>
    public string NewId() => Id.New(parts.Clock);

    /// <summary>Connected and following.</summary>
    public Task WellAsync() => report(HealthState.Green, null);

    private async Task<IReadOnlyList<Delivery>> AmendedAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancel)
    {
        var amended = new List<Delivery>(deliveries.Count);
        foreach (var delivery in deliveries)
            amended.Add(await parts.Amends.AmendAsync(delivery, cancel));
        return amended;
    }

    /// <summary>Following, but something needs attention.</summary>
    public Task WarnAsync(string reason) => report(HealthState.Yellow, reason);
}

/// <summary>What following needs from Storage.</summary>
public sealed record FollowingParts(Intake Intake, Cursors Cursors, TimeProvider Clock, HookAddress? Hooks = null)
{
    /// <summary>What staff changed on the platform.</summary>
    public required Touched Touched { get; init; }

    /// <summary>What deliveries only named.</summary>
    public required Wanted Wanted { get; init; }

    /// <summary>Where secrets are kept.</summary>
    public required Accounts Accounts { get; init; }

    /// <summary>Who may know more of what comes in.</summary>
    public IReadOnlyList<IAmend> Amends { get; init; } = [];
}
