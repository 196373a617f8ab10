using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta;

/// <summary>
/// What the platform hands an app of a page, a profile or a business account: nothing, until the app is subscribed there, whatever is chosen in the app's dashboard. So it is looked at, and the app
/// is subscribed where the token may do that.
/// </summary>
/// <param name="At">The page or business account of an account; null when it is not known.</param>
/// <param name="Fields">What the channel wants to hear, the first of which it cannot be without; none where the platform hands over everything.</param>
/// <param name="Permission">What a token needs for it.</param>
internal sealed record Subscription(Func<ConnectedAccount, string?> At, Func<ConnectedAccount, IReadOnlyList<string>> Fields, string Permission)
{
    /// <summary>What of an entry of the list is the app.</summary>
    public Func<Node, Node> App { get; init; } = entry => entry;

    /// <summary>Whether any field will do.</summary>
    public bool TakesAny { get; init; }

    /// <summary>Looks, and subscribes the app when it is not.</summary>
    /// <param name="graph">The way there.</param>
    /// <param name="account">The account.</param>
    /// <param name="app">The app that the token belongs to; null when that is not known.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="known">The page or business account, where it was found out.</param>
    public async Task<Hearing> LookAsync(GraphApi graph, ConnectedAccount account, string? app, CancellationToken cancel, string? known = null)
    {
        if ((known ?? At(account)) is not { } at)
            return new(null);
        var listed = await graph.GetAsync(account, $"{at}/subscribed_apps", cancel, TokenWatch.Longest);
        if (listed.IsForbidden)
            return new(null, $"Whether the platform hands us what people write cannot be seen: the token lacks the permission {Permission}. It says: {listed.Words}");
        if (!listed.IsWell || !listed.Body["data"].IsList)
            return new(null) { IsOpen = listed.IsBusy || listed.IsUnwell };
        var (wanted, heard) = (Fields(account), Heard(listed.Body, app));
        if (heard is not null && (TakesAny ? heard.Count > 0 : wanted.All(heard.Contains)))
            return new(true);
        // The call replaces what is there: another channel of the same page may hear more.
        var subscribed = await graph.PostAsync(account, $"{at}/subscribed_apps", new { subscribed_fields = wanted.Count == 0 ? null : string.Join(',', wanted.Union(heard ?? [])) }, cancel);
        if (subscribed.IsBusy || subscribed.IsUnwell)
            return new(false) { IsOpen = true };
        if (subscribed.IsWell && subscribed.Body["success"] is var success && (success.IsTrue || !success.Exists))
            return new(false);
        if (heard is not null && !TakesAny && (wanted.Count == 0 || heard.Contains(wanted[0])))
            return new(true);
        return new(false, $"Nothing that people write comes in: the app is not subscribed to this account, and the token may not subscribe it. Give the token the permission {Permission}, or subscribe the app as the channel's README says. The platform says: {subscribed.Words}");
    }

    /// <summary>What the app hears; null when it is not among those that hear anything.</summary>
    private IReadOnlyCollection<string>? Heard(Node listed, string? app)
    {
        var ours = listed["data"].Where(a => app is null || App(a)["id"].Id == app).ToList();
        return ours.Count == 0 ? null : [.. ours.SelectMany(a => a["subscribed_fields"]).Select(f => f.Text).OfType<string>()];
    }
}

/// <summary>Whether the platform hands over what people say.</summary>
/// <param name="Was">Whether it did when it was looked at; null when nobody can say.</param>
/// <param name="Problem">What staff are to do; null when it does now, or nobody can say.</param>
internal sealed record Hearing(bool? Was, string? Problem = null)
{
    /// <summary>Whether the platform had no time to say or to do it, so that it is asked again soon.</summary>
    public bool IsOpen { get; init; }
}
