using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>Connects, changes and removes accounts: stored first with its secrets sealed, then tried by the connector, taken back when it cannot work.</summary>
internal sealed class AccountChange(Storage.Accounts accounts, IEnumerable<ChannelDescription> channels, IRequestClient<CheckAccount> check, AccountAnnouncement announcement, EpisodeGaps gaps)
{
    public async Task<AccountOutcome> AddAsync(string channelName, string name, IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        if (Channel(channelName) is not { } channel)
            return new(null, Problems.Invalid("channel", $"There is no channel '{channelName}'. There are: {string.Join(", ", channels.Select(c => c.Channel))}."));
        var given = Given(channel, settings);
        if (AccountSettings.Problems(channel, given, complete: true).ToList() is { Count: > 0 } errors)
            return new(null, Problems.Invalid(errors));
        var account = await accounts.AddAsync(channel, name, given, cancel);
        if (await CheckAsync(channel, account, null, cancel) is { } problem)
        {
            await accounts.RemoveAsync(account.Id, CancellationToken.None);
            return new(null, problem);
        }
        await announcement.SayAsync(AuditAction.AccountAdded, account.Id, channel.Channel);
        return new(await accounts.FindAsync(account.Id, cancel), null);
    }

    /// <summary>A setting given empty is removed; one not given stays.</summary>
    public async Task<AccountOutcome> ChangeAsync(string id, string? name, IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        if (await accounts.FindAsync(id, cancel) is not { } before || Channel(before.Channel) is not { } channel)
            return new(null, Problems.NotFound("account", id));
        if (AccountSettings.Problems(channel, settings, complete: false).ToList() is { Count: > 0 } errors)
            return new(null, Problems.Invalid(errors));
        var secrets = await accounts.SecretsAsync(id, cancel);
        var after = new Dictionary<string, string>(before.Settings);
        foreach (var (key, value) in settings)
            after[key] = value;
        var given = Given(channel, after);
        var isOtherGap = given.GetValueOrDefault(ChannelDescription.GapDays) != before[ChannelDescription.GapDays];
        var changed = settings.Keys.Where(k => (given.GetValueOrDefault(k) ?? "") != (before[k] ?? secrets.GetValueOrDefault(k) ?? "")).ToList();
        Func<DbTransaction, Task>? note = isOtherGap ? t => gaps.NoteAsync(t, id, CancellationToken.None) : null;
        await accounts.ChangeAsync(channel, id, name ?? before.Name, given, cancel, note);
        if (settings.Keys.Any(k => k != ChannelDescription.GapDays) && await CheckAsync(channel, (await accounts.FindAsync(id, cancel))!, changed, cancel) is { } problem)
        {
            await accounts.ChangeAsync(channel, id, before.Name, before.Settings.Concat(secrets).ToDictionary(), CancellationToken.None, note);
            return new(null, problem);
        }
        if (channel.Settings.Any(s => s.Secret && given.TryGetValue(s.Key, out var now) && now != secrets.GetValueOrDefault(s.Key)))
            await accounts.ForgetHookAsync(id, CancellationToken.None);
        if (isOtherGap)
            await gaps.CountAsync(id, cancel);
        await announcement.SayAsync(AuditAction.AccountChanged, id, string.Join(", ", settings.Keys));
        return new(await accounts.FindAsync(id, cancel), null);
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken cancel)
    {
        if (await accounts.FindAsync(id, cancel) is null)
            return false;
        await accounts.RemoveAsync(id, cancel);
        await announcement.SayAsync(AuditAction.AccountRemoved, id, null);
        return true;
    }

    private async Task<ProblemHttpResult?> CheckAsync(ChannelDescription channel, Account account, IReadOnlyList<string>? changed, CancellationToken cancel)
    {
        if (AccountSettings.IsImportOnly(channel, account.Settings))
            return null;
        try
        {
            var answer = await check.GetResponse<AccountChecked>(new CheckAccount(account.Id, changed), cancel);
            return answer.Message.Problems.Count == 0 ? null : Problems.Invalid(
                answer.Message.Problems.Select(p => (p.Key ?? "", p.Message)),
                answer.Message.Problems.Where(p => p.Code is not null).Select(p => (p.Key ?? "", p.Code!)));
        }
        catch (RequestTimeoutException)
        {
            return Problems.Unavailable("The account could not be tried within 20 seconds, so it was not saved. See whether the role 'connectors' runs, and try again.");
        }
    }

    private ChannelDescription? Channel(string name) => channels.FirstOrDefault(c => c.Channel == name);

    /// <summary>Blanks around what people paste are dropped, but never from a secret.</summary>
    private static Dictionary<string, string> Given(ChannelDescription channel, IReadOnlyDictionary<string, string> settings) =>
        settings.Where(s => s.Value.Length > 0)
            .ToDictionary(s => s.Key, s => channel.Settings.Any(c => c.Key == s.Key && c.Secret) ? s.Value : s.Value.Trim());
}

internal sealed record AccountOutcome(Account? Account, ProblemHttpResult? Problem);

/// <summary>Tells the connectors, the audit and the open connections that an account is not what it was.</summary>
internal sealed class AccountAnnouncement(IPublishEndpoint bus, AuditTrail audit, LiveConnections live, IHttpContextAccessor http)
{
    public async Task SayAsync(string action, string accountId, string? detail)
    {
        await audit.NoteAsync(new(action, http.HttpContext?.Caller(), ClientAddress.Of(http.HttpContext!), accountId, detail), CancellationToken.None);
        await bus.Publish(new AccountChanged(accountId), CancellationToken.None);
        await live.CheckAsync(CancellationToken.None);
    }
}
