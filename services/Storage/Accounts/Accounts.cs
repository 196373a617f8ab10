using System.Data.Common;
using System.Text.Json;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>The connected accounts. Secrets are sealed at rest and opened only by the connector that uses them.</summary>
public sealed class Accounts(Database database, SecretBox box, TimeProvider clock)
{
    /// <summary>Raised with an account's id after this process changed, removed or coloured it.</summary>
    public event Action<string>? Changed;

    /// <summary>Every account, oldest first.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancel)
    {
        var rows = await database.ListAsync<AccountRow>($"select {AccountRow.Columns} from accounts where removed_at is null order by id", null, cancel);
        return [.. rows.Select(r => r.ToAccount())];
    }

    /// <summary>One account, or null.</summary>
    public async Task<Account?> FindAsync(string id, CancellationToken cancel) => (await RowAsync(id, cancel))?.ToAccount();

    /// <summary>An account's secrets by their keys; for its connector alone.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SecretsAsync(string id, CancellationToken cancel) =>
        (await RowAsync(id, cancel))?.Secrets is { } text ? JsonSerializer.Deserialize<Dictionary<string, string>>(box.Open(text, id))! : new Dictionary<string, string>();

    /// <summary>Adds an account; which settings are secret, its channel's description says.</summary>
    public async Task<Account> AddAsync(ChannelDescription channel, string name, IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        var id = Id.New(clock);
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                insert into accounts (id, channel, name, settings, secrets, health, created_at)
                values (@id, @channel, @name, @open, @secrets, @health, @at)
                """,
                new { id, channel = channel.Channel, name, open = Open(channel, settings), secrets = Sealed(channel, settings, id), health = nameof(HealthState.Unknown), at = Now }, cancel),
            cancel);
        return (await FindAsync(id, cancel))!;
    }

    /// <summary>Changes name and settings; a secret that is not given stays as it is.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="id">The account.</param>
    /// <param name="name">What staff call it.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="first">What is done in the same transaction before it; null for nothing.</param>
    public async Task ChangeAsync(
        ChannelDescription channel, string id, string name, IReadOnlyDictionary<string, string> settings, CancellationToken cancel, Func<DbTransaction, Task>? first = null)
    {
        var all = new Dictionary<string, string>(await SecretsAsync(id, cancel));
        foreach (var (key, value) in settings)
            all[key] = value;
        await database.WriteAsync(
            async transaction =>
            {
                if (first is not null)
                    await first(transaction);
                await transaction.RunAsync(
                    "update accounts set name = @name, settings = @open, secrets = @secrets where id = @id and removed_at is null",
                    new { id, name, open = Open(channel, settings), secrets = Sealed(channel, all, id) }, cancel);
            },
            cancel);
        Changed?.Invoke(id);
    }

    /// <summary>Stops an account; its conversations stay, its secrets go.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancel)
    {
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                "update accounts set removed_at = @at, secrets = null where id = @id and removed_at is null", new { id, at = Now }, cancel),
            cancel);
        Changed?.Invoke(id);
    }

    /// <summary>Notes how an account does. True when that is news.</summary>
    public async Task<bool> SetHealthAsync(string id, HealthState state, string? reason, CancellationToken cancel)
    {
        var isNews = await database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                update accounts
                set health = @state, health_reason = @reason
                where id = @id and (health <> @state or coalesce(health_reason, '') <> coalesce(@reason, ''))
                """,
                new { id, state = state.ToString(), reason }, cancel),
            cancel) > 0;
        if (isNews)
            Changed?.Invoke(id);
        return isNews;
    }

    /// <summary>Notes when an account's token ends; null when nobody says so. True when that is news.</summary>
    public async Task<bool> SetTokenEndAsync(string id, DateTimeOffset? end, CancellationToken cancel) =>
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                update accounts
                set token_ends_at = @end
                where id = @id and coalesce(token_ends_at, 0) <> coalesce(@end, 0)
                """,
                new { id, end = end?.ToUnixTimeMilliseconds() }, cancel),
            cancel) > 0;

    /// <summary>Notes how long a text an account's own server takes. True when that is news.</summary>
    public async Task<bool> SetTextLimitAsync(string id, int limit, CancellationToken cancel) =>
        await database.WriteAsync(
            transaction => transaction.RunAsync("update accounts set text_limit = @limit where id = @id and coalesce(text_limit, 0) <> @limit", new { id, limit }, cancel),
            cancel) > 0;

    /// <summary>Puts a renewed secret in the place of the one before. False when that one is not there any more.</summary>
    public async Task<bool> RenewSecretAsync(string id, string key, string was, string now, CancellationToken cancel)
    {
        if ((await RowAsync(id, cancel))?.Secrets is not { } before || JsonSerializer.Deserialize<Dictionary<string, string>>(box.Open(before, id)) is not { } all || all.GetValueOrDefault(key) != was)
            return false;
        all[key] = now;
        var after = box.Seal(JsonSerializer.Serialize(all), id);
        if (await database.WriteAsync(
            transaction => transaction.RunAsync("update accounts set secrets = @after where id = @id and secrets = @before and removed_at is null", new { id, before, after }, cancel),
            cancel) == 0)
            return false;
        Changed?.Invoke(id);
        return true;
    }

    /// <summary>Notes that a platform proved itself at an account's webhook.</summary>
    /// <param name="id">The account.</param>
    /// <param name="delivered">Whether it delivered; else it only shook hands.</param>
    /// <param name="cancel">Gives up.</param>
    public Task SetHookAsync(string id, bool delivered, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                update accounts
                set hook_verified_at = coalesce(hook_verified_at, @at), hook_delivered_at = coalesce(@delivered, hook_delivered_at)
                where id = @id
                """,
                new { id, at = Now, delivered = delivered ? Now : (long?)null }, cancel),
            cancel);

    /// <summary>The platform has to prove itself again: what it signs with may be another secret by now.</summary>
    public async Task ForgetHookAsync(string id, CancellationToken cancel)
    {
        await database.WriteAsync(
            transaction => transaction.RunAsync("update accounts set hook_verified_at = null, hook_delivered_at = null where id = @id", new { id }, cancel), cancel);
        Changed?.Invoke(id);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<AccountRow?> RowAsync(string id, CancellationToken cancel) =>
        database.OneAsync<AccountRow>($"select {AccountRow.Columns} from accounts where id = @id and removed_at is null", new { id }, cancel);

    private static string Open(ChannelDescription channel, IReadOnlyDictionary<string, string> settings) =>
        JsonSerializer.Serialize(settings.Where(s => !IsSecret(channel, s.Key)).ToDictionary());

    private string Sealed(ChannelDescription channel, IReadOnlyDictionary<string, string> settings, string id) =>
        box.Seal(JsonSerializer.Serialize(settings.Where(s => IsSecret(channel, s.Key)).ToDictionary()), id);

    private static bool IsSecret(ChannelDescription channel, string key) => channel.Settings.Any(s => s.Key == key && s.Secret);
}
