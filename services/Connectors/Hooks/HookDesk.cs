using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Inbox.Connectors.Hooks;

/// <summary>Finds the account that is pushed to, lets its channel judge, and stores what is genuine.</summary>
internal sealed class HookDesk(HookAccounts known, ChannelList channels, Intake intake, Accounts accounts, HookParts parts, TimeProvider clock)
{
    /// <summary>Null when nothing is pushed to such an account; <see cref="HookAnswer.Take"/> when it is stored.</summary>
    public async Task<HookAnswer?> AnswerAsync(string name, string accountId, HttpRequest request, byte[] body, CancellationToken cancel)
    {
        if (channels.Find(name) is not IHook hook || await known.FindAsync(accountId, cancel) is not { } account || account.Account.Channel != name)
            return null;
        var asked = new HookRequest(request.Method, Values(request.Query), Values(request.Headers), body, clock.GetUtcNow());
        var answer = hook.Judge(account, asked);
        if (answer is HookAnswer.Say { IsProof: true })
            await parts.Proofs.NoteAsync(account.Account, delivered: false);
        if (answer is not HookAnswer.Take take)
            return answer;
        var taken = new List<(ConnectedAccount Account, Delivery Delivery)> { (account, Pack((IChannel)hook, account, asked, take)) };
        if (hook is ISharedHook shared)
            taken.AddRange(await OthersAsync(shared.Named(body), account, asked, cancel));
        if (parts.Room.TryEnter(body.Length) is not { } place)
            return new HookAnswer.Later();
        await StoreAsync(taken, place).WaitAsync(cancel);
        foreach (var (to, _) in taken)
            await parts.Proofs.NoteAsync(to.Account, delivered: true);
        return answer;
    }

    /// <summary>
    /// All of them before the answer; should one fail, the platform sends it again, and whoever has it already keeps it once. A caller that hangs up leaves its place only when what it
    /// sent is stored: else whoever hangs up and sends again fills the memory all the same. The account of the address keeps nothing of which all is another's that has it.
    /// </summary>
    private async Task StoreAsync(List<(ConnectedAccount Account, Delivery Delivery)> taken, IDisposable place)
    {
        using (place)
            foreach (var (_, delivery) in taken.Where(t => taken.Count == 1 || !t.Delivery.IsElsewhere))
                await intake.AcceptAsync(await parts.Amends.AmendAsync(delivery, CancellationToken.None), CancellationToken.None);
    }

    /// <summary>The other accounts that the delivery names, with what it says of each or of their people.</summary>
    private async Task<List<(ConnectedAccount, Delivery)>> OthersAsync(IReadOnlySet<string> named, ConnectedAccount addressed, HookRequest asked, CancellationToken cancel)
    {
        var found = new List<(ConnectedAccount, Delivery)>();
        foreach (var other in await accounts.ListAsync(cancel))
            if (other.Id != addressed.Account.Id && channels.Find(other.Channel) is ISharedHook hook and IChannel channel && channel.OwnIds(other).Overlaps(named)
                && await known.FindAsync(other.Id, cancel) is { } account && hook.Judge(account, asked) is HookAnswer.Take take
                && Pack(channel, account, asked, take) is { } delivery && (delivery.Events.Count + delivery.Noted.Count > 0 || delivery.Unreadable is not null))
                found.Add((account, delivery));
        return found;
    }

    private Delivery Pack(IChannel channel, ConnectedAccount account, HookRequest asked, HookAnswer.Take take) =>
        channel.Pack(account.Account, asked.Body.ToArray(), asked.At, Origin.Incoming, () => Id.New(clock), take.Key);

    private static Dictionary<string, string> Values(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        pairs.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>What the desk needs beside the accounts and their channels.</summary>
/// <param name="Proofs">Notes that an account was reached.</param>
/// <param name="Room">How much is held at once.</param>
/// <param name="Amends">Who may know more of what comes in.</param>
internal sealed record HookParts(HookProofs Proofs, HookRoom Room, IEnumerable<IAmend> Amends);
