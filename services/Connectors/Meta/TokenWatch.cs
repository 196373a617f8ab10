using System.Globalization;
using Inbox.Connectors.Net;
using Inbox.Connectors.Posts;

namespace Inbox.Connectors.Meta;

/// <summary>Everything that people say is pushed here; what is followed is whether the token lives and the app is subscribed, so that nobody learns of the contrary from a customer, and what the account itself published.</summary>
/// <param name="graph">The way there.</param>
/// <param name="channel">What reads it.</param>
/// <param name="member">What is particular to the channel.</param>
/// <param name="following">The account.</param>
internal sealed class TokenWatch(GraphApi graph, IChannel channel, Member member, Following following)
{
    // Often enough for a channel that dies to be red within a minute, with a second look where the first one hung.
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(40), LongestWhenBusy = TimeSpan.FromHours(1);
    public static readonly TimeSpan EveryFacts = TimeSpan.FromHours(1);
    private static readonly TimeSpan EveryFactsWhileOpen = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);
    private readonly OwnPosts _posts = new(following, raw => member.Posts?.Read(raw, following.Account[member.Id]));
    private readonly CatchUp _catchUp = new(graph, channel, member, following);
    private DateTimeOffset? _asked, _expires, _heard;
    private string? _unheard, _unsaid;
    private bool _isOpen;
    private int _busy;

    private ConnectedAccount Account => following.Account;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (MetaSettings.Problems(Account, member.Id).FirstOrDefault() is { } problem)
            throw new ChannelException(problem.Message) { Transient = false };
        try
        {
            while (true)
            {
                var look = await graph.GetAsync(Account, $"{Account[member.Id]}?fields=id", cancel, Longest);
                Judge(look);
                _busy = look.IsBusy ? _busy + 1 : 0;
                var wait = look.IsBusy && look.RetryAfter is var after && after > Every ? after : Every;
                if (!look.IsBusy)
                    await FactsAsync(cancel);
                if (!look.IsBusy && member.Posts is { } posts)
                    await _posts.LookAsync((since, stop) => posts.ListAsync(graph, Account, member.Id, since, stop), cancel);
                if (!look.IsBusy && member.Mentions is { } mentions)
                    await mentions(graph, channel, following, cancel);
                if (following.HookUrl is not null && following.Clock.GetUtcNow() - _heard <= EveryFacts + Every)
                    await _catchUp.WellAsync(cancel);
                await (Warning(wait) is { } warning ? following.WarnAsync(warning) : following.WellAsync());
                await RestAsync(wait < LongestWhenBusy ? wait : LongestWhenBusy, cancel);
            }
        }
        catch (ChannelException e) when (!e.Transient)
        {
            await _catchUp.OweAsync(cancel);
            throw;
        }
        catch (OutboundException e)
        {
            throw new ChannelException(e.Message, e);
        }
    }

    /// <summary>Until the next look, what was missed is looked for; that look waits for nothing.</summary>
    private async Task RestAsync(TimeSpan wait, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(wait, following.Clock);
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            await _catchUp.ReadAsync(rest.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, following.Clock, rest.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // It is time for the next look.
        }
    }

    private void Judge(GraphAnswer answer)
    {
        if (answer.IsTokenDead)
            throw Dead($"The platform does not accept this account's token any more. Make a new one and paste it here to connect again. It says: {answer.Words}");
        if (!answer.IsWell && !answer.IsBusy)
            throw new ChannelException($"The platform says: {answer.Words}") { Transient = !answer.IsForbidden };
    }

    /// <summary>What the app may ask of its token; where nothing is known of its end, staff are told. While the app is not subscribed, or nobody can say, that is looked at more often: staff who mended it want to see so.</summary>
    private async Task FactsAsync(CancellationToken cancel)
    {
        if (following.Clock.GetUtcNow() - _asked < (_unheard is null && !_isOpen ? EveryFacts : EveryFactsWhileOpen))
            return;
        if (member.Renews is { } renews && renews.Is(Account))
        {
            (_asked, _expires) = (following.Clock.GetUtcNow(), await renews.LookAsync(graph, following, cancel));
            following.TokenEnds(_expires);
            await HearAsync(null, cancel);
            return;
        }
        var answer = await graph.InspectAsync(Account, cancel);
        if (answer.IsBusy || answer.IsUnwell)
            return;
        var data = answer.Body["data"];
        if (answer.IsTokenDead || (data["is_valid"].Exists && !data["is_valid"].IsTrue))
            throw Dead($"This account's token is dead ({data["error"]["message"].Text ?? answer.Words}). Make a new one and paste it here to connect again.");
        (_asked, _expires) = (following.Clock.GetUtcNow(), new[] { data["expires_at"], data["data_access_expires_at"] }.Where(at => at.Number > 0).Min(at => at.Seconds));
        following.TokenEnds(_expires);
        _unsaid = data.Exists ? null : answer.Words;
        await HearAsync(data["app_id"].Id, cancel);
    }

    private async Task HearAsync(string? app, CancellationToken cancel)
    {
        if (member.Hears is not { } hears)
            return;
        var hearing = await hears.LookAsync(graph, Account, app, cancel);
        (_unheard, _isOpen) = (hearing.Problem, hearing.IsOpen);
        if (hearing.Was == false && (_isOpen || _unheard is not null))
            _heard = null;
        else if (!_isOpen)
            _heard = following.Clock.GetUtcNow();
        if (hearing.Was == false)
            await _catchUp.OweAsync(cancel);
    }

    /// <summary>A dead token has no days left, whatever was said of it before.</summary>
    private ChannelException Dead(string reason)
    {
        following.TokenEnds(null);
        return new(reason) { Transient = false };
    }

    private string? Warning(TimeSpan wait)
    {
        if (_busy > 1 || wait > Every)
            return $"The platform says that this account or its app asks too often, and takes nothing more for a while. Replies wait until it does; it is asked again in {Math.Ceiling(Math.Min(wait.TotalMinutes, LongestWhenBusy.TotalMinutes)):0} min.";
        if (_expires is { } end && end - following.Clock.GetUtcNow() is var left && left < Soon)
            return $"The token dies in {Math.Max(0, (int)left.TotalDays)} days, on {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. Make a new one and paste it here before that.";
        if (_unheard is not null)
            return _unheard;
        if (_catchUp.Remark is { } remark)
            return remark;
        if (_unsaid is not null)
            return $"The platform does not say when this account's token ends, so nobody can be warned before it does. It says: {_unsaid}";
        return following.HookUrl is null ? "The platform cannot reach this installation, so nothing comes in: it has no public address. Set Inbox__PublicUrl to an https address." : null;
    }
}
