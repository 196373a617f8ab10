using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Accounts that are one page: what is said in the open in one goes on in private in another. A private answer changes conversations of both, so whoever
/// changes one holds all, always in the same order.
/// </summary>
internal sealed class Families(Database database, IEnumerable<ChannelDescription> channels)
{
    private readonly Dictionary<string, ChannelDescription> _channels = channels.ToDictionary(c => c.Channel);
    private readonly bool _any = channels.Any(c => c.Page is not null);

    public ChannelDescription? Find(string channel) => _channels.GetValueOrDefault(channel);

    /// <summary>Lets nobody else change the threads of these accounts, and of those that belong to them.</summary>
    public async Task HoldAsync(DbTransaction transaction, IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        var all = accounts.AsEnumerable();
        if (_any)
        {
            var rows = await AskedAsync(new(transaction.Connection!, transaction, cancel), "true", null);
            var pages = rows.Where(r => accounts.Contains(r.Id)).Select(PageOf).OfType<string>().ToHashSet();
            all = accounts.Concat(rows.Where(r => PageOf(r) is { } page && pages.Contains(page)).Select(r => r.Id));
        }
        foreach (var account in all.Distinct().Order(StringComparer.Ordinal))
            await database.Dialect.HoldAsync(transaction, $"threads/{account}", cancel);
    }

    /// <summary>An account with its settings, also one that is not connected any more; null when there never was one.</summary>
    public static async Task<Member?> MemberAsync(Asking ask, string account) => (await AskedAsync(ask, "id = @account", new { account })).FirstOrDefault();

    /// <summary>The account in which private answers to what came through this one go on: itself, unless another one is the same page's.</summary>
    public async Task<Member> DirectAsync(Asking ask, Member open) =>
        _any && PageOf(open) is { } page && (await AskedAsync(ask, "id <> @Id and removed_at is null", new { open.Id })).Find(r => PageOf(r) == page && Find(r.Channel)?.AnswersPrivately == false) is { } sibling
            ? sibling
            : open;

    private static async Task<List<Member>> AskedAsync(Asking ask, string which, object? values) =>
        [.. (await ask.ListAsync<Row>($"select id, channel, settings, text_limit as TextLimit, removed_at as RemovedAt from accounts where {which} order by id", values))
            .Select(r => new Member(r.Id, r.Channel, Json.Read<Dictionary<string, string>>(r.Settings) ?? []) { TextLimit = (int?)r.TextLimit, IsRemoved = r.RemovedAt is not null })];

    private string? PageOf(Member account) =>
        Find(account.Channel)?.Page is { } page && account.Settings.GetValueOrDefault(page.Setting)?.Trim() is { Length: > 0 } value ? $"{page.Name}/{value}" : null;

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Channel { get; init; }
        public required string Settings { get; init; }
        public long? TextLimit { get; init; }
        public long? RemovedAt { get; init; }
    }
}

/// <summary>An account as the rules for replies see it.</summary>
internal sealed record Member(string Id, string Channel, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The longest text that its own server takes, where it said so.</summary>
    public int? TextLimit { get; init; }

    /// <summary>Whether it is not connected any more.</summary>
    public bool IsRemoved { get; init; }
}

/// <summary>Where questions are asked: in a transaction, or outside any.</summary>
internal readonly record struct Asking(DbConnection Connection, DbTransaction? Transaction, CancellationToken Cancel)
{
    public async Task<List<T>> ListAsync<T>(string sql, object? values) =>
        [.. await Dapper.SqlMapper.QueryAsync<T>(Connection, new Dapper.CommandDefinition(sql, values, Transaction, cancellationToken: Cancel))];
}
