using System.Globalization;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Meta;

/// <summary>Everything is pushed here; what is followed is whether the token lives, so that nobody learns of its death from a customer.</summary>
/// <param name="graph">The way there.</param>
/// <param name="id">The setting that says which page, profile or number it is.</param>
/// <param name="following">The account.</param>
internal sealed class TokenWatch(GraphApi graph, string id, Following following)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan EveryExpiry = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);
    private DateTimeOffset? _asked, _expires;

    private ConnectedAccount Account => following.Account;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (MetaSettings.Problems(Account, id).FirstOrDefault() is { } problem)
            throw new ChannelException(problem.Message) { Transient = false };
        try
        {
            while (true)
            {
                Judge(await graph.GetAsync(Account, $"{Account[id]}?fields=id", cancel));
                await ExpiryAsync(cancel);
                await (Warning() is { } warning ? following.WarnAsync(warning) : following.WellAsync());
                await Task.Delay(Every, following.Clock, cancel);
            }
        }
        catch (OutboundException e)
        {
            throw new ChannelException(e.Message, e);
        }
    }

    private static void Judge(GraphAnswer answer)
    {
        if (answer.IsTokenDead)
            throw new ChannelException($"The platform does not accept this account's token any more. Make a new one and paste it here to connect again. It says: {answer.Words}") { Transient = false };
        if (!answer.IsWell && !answer.IsBusy)
            throw new ChannelException($"The platform says: {answer.Words}") { Transient = !answer.IsForbidden };
    }

    /// <summary>A token may inspect itself; where it may not, nothing is known of its end.</summary>
    private async Task ExpiryAsync(CancellationToken cancel)
    {
        if (following.Clock.GetUtcNow() - _asked < EveryExpiry)
            return;
        var answer = await graph.GetAsync(Account, $"debug_token?input_token={Uri.EscapeDataString(Account["token"]!)}", cancel);
        var data = answer.Body["data"];
        if (answer.IsTokenDead || (data["is_valid"].Exists && !data["is_valid"].IsTrue))
            throw new ChannelException($"This account's token is dead ({data["error"]["message"].Text ?? answer.Words}). Make a new one and paste it here to connect again.") { Transient = false };
        (_asked, _expires) = (following.Clock.GetUtcNow(), new[] { data["expires_at"], data["data_access_expires_at"] }.Where(at => at.Number > 0).Min(at => at.Seconds));
    }

    private string? Warning()
    {
        if (_expires is { } end && end - following.Clock.GetUtcNow() is var left && left < Soon)
            return $"The token dies in {Math.Max(0, (int)left.TotalDays)} days, on {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. Make a new one and paste it here before that.";
        return following.HookUrl is null ? "The platform cannot reach this installation, so nothing comes in: it has no public address. Set Inbox__PublicUrl to an https address." : null;
    }
}
