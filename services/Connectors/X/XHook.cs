namespace Inbox.Connectors.X;

/// <summary>Keeps the platform's pushing alive: its webhook leads here, is verified, and the user's activity goes to it. Everything that comes is asked for as well, only later.</summary>
internal sealed class XHook(XApi api, Following following)
{
    private string? _bearer;

    private ConnectedAccount Account => following.Account;

    /// <summary>What keeps the platform from pushing, in words for staff; null when it does.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancel)
    {
        if (following.HookUrl is not { } url)
            return "X cannot reach this installation: it has no public address. Set Inbox__PublicUrl to an https address, or choose polling.";
        if (_bearer is null && await BearerAsync(cancel) is { } refused)
            return refused;
        var all = await api.AskAsAppAsync(Account, _bearer!, HttpMethod.Get, "webhooks", null, cancel);
        if (!all.IsWell)
        {
            _bearer = null;
            return Say(all);
        }
        var ours = all.Data.FirstOrDefault(w => w["url"].Text == url);
        if (!ours.IsObject)
        {
            var made = await api.AskAsAppAsync(Account, _bearer!, HttpMethod.Post, "webhooks", new { url }, cancel);
            if (!made.IsWell)
                return Say(made);
            ours = made.Data;
        }
        if (!ours["valid"].IsTrue && await api.AskAsAppAsync(Account, _bearer!, HttpMethod.Put, $"webhooks/{ours["id"].Id}", null, cancel) is var checkedNow && !checkedNow.Data["valid"].IsTrue)
            return $"X could not verify the webhook {url}: it must answer from outside within a second. {Say(checkedNow)}";
        return await SubscribeAsync(ours["id"].Id!, cancel);
    }

    private async Task<string?> BearerAsync(CancellationToken cancel)
    {
        var answer = await api.BearerAsync(Account, cancel);
        _bearer = answer.Body["access_token"].Text;
        return _bearer is null ? Say(answer) : null;
    }

    /// <summary>The user's own consent, signed in their name.</summary>
    private async Task<string?> SubscribeAsync(string webhook, CancellationToken cancel)
    {
        var path = $"account_activity/webhooks/{webhook}/subscriptions/all";
        var there = await api.GetAsync(Account, path, cancel);
        if (there.Data["subscribed"].IsTrue)
            return null;
        var made = await api.PostAsync(Account, path, null, cancel);
        return made.Data["subscribed"].IsTrue || made.Words.Contains("DuplicateSubscription", StringComparison.Ordinal) ? null : Say(made);
    }

    private static string Say(XAnswer answer) => answer.Status switch
    {
        403 => $"The app's plan does not have the Account Activity API, so direct messages come once a minute instead of at once. X says: {answer.Words}",
        429 => answer.Explain(),
        _ => $"X does not push at the moment; everything is asked for instead. It says: {answer.Words}",
    };
}
