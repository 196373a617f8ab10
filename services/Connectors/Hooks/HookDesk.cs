using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Inbox.Connectors.Hooks;

/// <summary>Finds the account that is pushed to, lets its channel judge, and stores what is genuine.</summary>
internal sealed class HookDesk(ConnectedAccounts connected, ChannelList channels, Intake intake, Accounts accounts, HealthAnnouncer health, TimeProvider clock)
{
    /// <summary>Null when nothing is pushed to such an account; <see cref="HookAnswer.Take"/> when it is stored.</summary>
    public async Task<HookAnswer?> AnswerAsync(string name, string accountId, HttpRequest request, byte[] body, CancellationToken cancel)
    {
        if (channels.Find(name) is not IHook hook || await connected.ConnectAsync(accountId, cancel) is not { } account || account.Account.Channel != name)
            return null;
        var answer = hook.Judge(account, new(request.Method, Values(request.Query), Values(request.Headers), body, clock.GetUtcNow()));
        if (answer is not HookAnswer.Take take)
            return answer;
        await intake.AcceptAsync(((IChannel)hook).Pack(account.Account, body, clock.GetUtcNow(), Origin.Incoming, () => Id.New(clock), take.Key), cancel);
        // The first genuine delivery proves that the platform reaches us; from then on whoever follows the account says how it does.
        if (account.Account.Health == HealthState.Unknown && await accounts.SetHealthAsync(accountId, HealthState.Green, null, cancel))
            health.Announce(new(accountId, HealthState.Green, null));
        return answer;
    }

    private static Dictionary<string, string> Values(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        pairs.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
