using System.Globalization;
using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Storage;

namespace Inbox.Connectors.Meta;

/// <summary>
/// Looks for what was said while nothing came in: the platform delivers again for 36 hours only, and nothing of the time in which the app was not subscribed. What is found goes the way of deliveries, under
/// the same ids. How far it has come is stored with it, page by page.
/// </summary>
/// <param name="graph">The way there.</param>
/// <param name="channel">What reads it.</param>
/// <param name="member">What is particular to the channel.</param>
/// <param name="following">The account.</param>
internal sealed class CatchUp(GraphApi graph, IChannel channel, Member member, Following following)
{
    public const string Cursor = "heard";

    /// <summary>How many pages are read after one outage.</summary>
    public const int Most = 400;

    // Fifty comments with fifty answers each.
    private const long MostOnPage = 10_000;

    // The platform itself delivers again what fell into a short one.
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10), Often = TimeSpan.FromMinutes(5);

    // That the app is subscribed is looked at once an hour.
    private static readonly TimeSpan Overlap = TokenWatch.EveryFacts + Short;
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(60), Shown = TimeSpan.FromDays(1), Patience = TimeSpan.FromDays(1);
    private Heard? _heard;
    private bool _isKept;
    private DateTimeOffset _waitsUntil;

    private ConnectedAccount Account => following.Account;

    /// <summary>What staff are to know; null when everything was found, or that is long ago.</summary>
    public string? Remark => _heard?.Remark is { } remark && following.Clock.GetUtcNow() - remark.At < Shown ? remark.Words : null;

    /// <summary>Something may be missed from now on, or was until now.</summary>
    public async Task OweAsync(CancellationToken cancel)
    {
        if (member.Missed.Count > 0 && await KnownAsync(cancel) is { IsOwed: false } heard)
            await MoveAsync(heard with { IsOwed = true }, cancel);
    }

    /// <summary>All is well now. When it was not, what was missed is looked for from then on.</summary>
    public async Task WellAsync(CancellationToken cancel)
    {
        if (member.Missed.Count == 0)
            return;
        var (now, heard) = (following.Clock.GetUtcNow(), await KnownAsync(cancel));
        if (heard.Search is { } search)
            _heard = !heard.IsOwed && now - search.Until <= Short ? heard with { Search = search with { Until = now } } : heard;
        else if (heard.IsOwed || now - heard.Until > Short)
            await MoveAsync(heard with { IsOwed = false, Search = Begin(heard.Until, now) }, cancel);
        else if (!_isKept || now - heard.Until >= Often)
            await MoveAsync(heard with { Until = now }, cancel);
    }

    /// <summary>Looks until there is nothing left, or the platform wants to be left alone.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            while (_heard is { Search: { } search } heard && following.Clock.GetUtcNow() >= _waitsUntil)
            {
                var shelf = member.Missed.First(s => s.Name == search.Left[0].Shelf);
                var answer = await graph.GetAsync(Account, Path(shelf, search), cancel, TokenWatch.Longest);
                if (answer.IsBusy)
                    _waitsUntil = following.Clock.GetUtcNow() + answer.RetryAfter;
                if (answer.IsBusy || answer.IsTokenDead)
                    return;
                if (answer.IsWell)
                    await StoreAsync(heard, search, shelf, answer.Body, cancel);
                else
                    await MoveAsync(After(heard, answer.IsUnwell ? Later(search, answer.Words) : Without(search, shelf, answer)), cancel);
                if (answer.IsUnwell)
                    return;
            }
        }
        catch (OutboundException e) when (e.MayHaveArrived && _heard is { Search: { } search } heard)
        {
            // The platform is there: it has no answer to this one, and may have to the others.
            await MoveAsync(After(heard, Later(search, e.Message)), cancel);
        }
        catch (OutboundException)
        {
            // The next look at the account says so, and looks on here once the platform is there again.
        }
    }

    private Search Begin(DateTimeOffset until, DateTimeOffset now)
    {
        var since = new[] { until - Overlap, Account.Account.ConnectedAt ?? DateTimeOffset.MinValue, now - Furthest }.Max();
        return new(since, now, [.. member.Missed.Where(s => s.IsFirst).Select(s => new Ask(s.Name))]) { Back = now };
    }

    private string Path(Shelf shelf, Search search) =>
        shelf.Path(Account, search.Left[0], search.Since) + (search.Left[0].Next is { } next ? $"&{next}" : "");

    /// <summary>What a page says, and that it was read, at once.</summary>
    private async Task StoreAsync(Heard heard, Search search, Shelf shelf, Node page, CancellationToken cancel)
    {
        var (ask, at) = (search.Left[0], following.Clock.GetUtcNow());
        var steps = page["data"].Select(entry => shelf.Read(entry, ask, search.Since)).ToList();
        var isOver = shelf.IsSorted ? steps.Exists(s => s.IsOld) : steps.Count > 0 && steps.TrueForAll(s => s.IsOld);
        var further = isOver ? null : GraphPage.Next(page);
        IEnumerable<Ask> more = further is null ? [] : [ask with { Next = further, BrokenSince = null }];
        var next = After(heard, search with
        {
            Left = [.. more, .. search.Left.Skip(1), .. steps.Select(s => s.Further).OfType<Ask>()], Asked = search.Asked + 1, IsCut = search.IsCut || (!isOver && further is null && !GraphPage.IsLast(page)),
        });
        if (steps.SelectMany(s => s.Said).Select((said, i) => Pack(said.Id, said.Raw, Place(search, i), at)).ToList() is not { Count: > 0 } deliveries)
            await MoveAsync(next, cancel);
        else
        {
            await following.DeliverAsync(deliveries, Cursor, next.ToString(), cancel);
            _heard = next;
        }
    }

    /// <summary>What breaks is asked for again after everything else, and given up after a day; the pages that may be read are left to the rest.</summary>
    private Search Later(Search search, string words)
    {
        var now = following.Clock.GetUtcNow();
        var since = search.Left[0].BrokenSince ?? now;
        return now - since < Patience
            ? search with { Left = [.. search.Left.Skip(1), search.Left[0] with { BrokenSince = since }] }
            : search with { Left = [.. search.Left.Skip(1)], Broken = words };
    }

    /// <summary>Without what the platform does not show: a post or a conversation that is gone, or all of its kind where a permission is missing. Of some conversations it shows the newest twenty messages only.</summary>
    private static Search Without(Search search, Shelf shelf, GraphAnswer answer)
    {
        var isAll = shelf.IsFirst || answer.IsForbidden;
        return search with
        {
            Left = [.. search.Left.Skip(1).Where(a => !answer.IsForbidden || a.Shelf != shelf.Name)], Asked = search.Asked + 1,
            IsCut = search.IsCut || (!isAll && search.Left[0].Next is not null), Refused = isAll ? answer.Words : search.Refused,
        };
    }

    private Heard After(Heard heard, Search search)
    {
        if (search.Left.Count > 0 && search.Asked < Most)
            return heard with { Search = search };
        var (since, until) = (Minute(search.Since), Minute(search.Back ?? search.Until));
        var words = search.Refused is { } refused ? $"What people wrote from {since} to {until} UTC, while it did not come in, cannot be looked for. The platform says: {refused}"
            : search.Broken is { } broken ? $"Of what people wrote from {since} to {until} UTC, while it did not come in, a part was not found: for a day the platform had only errors for it, or no answer. Look in its own app for what is missing here. The last time: {broken}"
            : search.IsCut || search.Left.Count > 0 ? $"From {since} to {until} UTC, while nothing came in, more was written than Inbox can look for. Look in the platform's own app for what is missing here."
            : null;
        return heard with { Until = search.Until, Search = null, Remark = words is null ? heard.Remark : new(words, following.Clock.GetUtcNow()) };
    }

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What stands further on in a list was written earlier: of messages of one second, whose ids tell no order, nothing else does.</summary>
    private static long Place(Search search, int index) => -(search.Asked * MostOnPage + index + 1);

    private Delivery Pack(string id, string raw, long place, DateTimeOffset at)
    {
        var kept = $$"""{"object":"missed","entry":[{"id":"{{Account[member.Id]}}","place":{{place}},"missed":[{{raw}}]}]}""";
        return channel.Pack(Account.Account, Encoding.UTF8.GetBytes(kept), at, Origin.Incoming, following.NewId, $"missed {id}");
    }

    /// <summary>Where nothing is known of an account, it was well when something last came in, or when it was connected.</summary>
    private async Task<Heard> KnownAsync(CancellationToken cancel)
    {
        if (_heard is not null)
            return _heard;
        var kept = Heard.Read(await following.CursorAsync(Cursor, cancel));
        _isKept = kept is not null;
        return _heard = kept ?? new(Account.Account.HookDeliveredAt ?? Account.Account.ConnectedAt ?? following.Clock.GetUtcNow());
    }

    private async Task MoveAsync(Heard heard, CancellationToken cancel)
    {
        await following.MoveAsync(Cursor, heard.ToString(), cancel);
        (_heard, _isKept) = (heard, true);
    }
}
