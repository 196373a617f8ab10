using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>Which saved replies the caller is offered, and which they may change: their own, and managers all that they see.</summary>
internal sealed class SavedReplyDoor(SavedReplies saved, Teams teams, Access access, Caller caller)
{
    private bool Manages => Access.May(caller.Role, Right.Manage);

    public Task<AccountScope> ScopeAsync(CancellationToken cancel) => access.ScopeAsync(caller, cancel);

    public async Task<IReadOnlyList<SavedReply>> ListAsync(CancellationToken cancel)
    {
        var (all, scope) = (await saved.ListAsync(cancel), await ScopeAsync(cancel));
        var mine = all.Exists(s => s.Teams.Count > 0) ? await MineAsync(cancel) : [];
        return [.. all.Where(s => Sees(s, scope, mine))];
    }

    public async Task<SavedReply?> FindAsync(string id, CancellationToken cancel) =>
        await saved.FindAsync(id, cancel) is { } one && Sees(one, await ScopeAsync(cancel), await MineAsync(cancel)) ? one : null;

    public bool MayChange(SavedReply one) => Manages || one.CreatedBy == caller.Id;

    /// <summary>What is wrong with whom it is for; null for nothing. Nobody writes for accounts that they do not see.</summary>
    public async Task<(string Field, string Problem)?> WrongAsync(SavedReplyBody body, CancellationToken cancel)
    {
        var scope = await ScopeAsync(cancel);
        if (!body.Accounts.All(scope.Contains))
            return ("accounts", "One of the accounts does not exist. Load the lists again.");
        if (body.Teams.Count > 0 && body.Teams.Except((await teams.ListAsync(cancel)).Select(t => t.Id)).Any())
            return ("teams", "One of the teams does not exist. Load the lists again.");
        return null;
    }

    private bool Sees(SavedReply one, AccountScope scope, HashSet<string> mine) =>
        one.CreatedBy == caller.Id
        || ((one.Accounts.Count == 0 || one.Accounts.Any(scope.Contains)) && (Manages || one.Teams.Count == 0 || one.Teams.Any(mine.Contains)));

    private async Task<HashSet<string>> MineAsync(CancellationToken cancel) => [.. (await teams.ListAsync(cancel)).Where(t => t.Staff.Contains(caller.Id)).Select(t => t.Id)];
}
