using System.Data.Common;
using System.Globalization;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>
/// What staff said of conversations, as examples to learn from: one row a conversation, holding hashes, no words. The model is their sum, in which the same words said by many, a form's for instance, teach once; another process's examples are read when
/// there are others than were counted.
/// </summary>
internal sealed class Examples(Database database)
{
    private const int Most = 20_000;
    private (long Count, long Latest) _read = (-1, 0);

    public NatureModel Model { get; private set; } = new();

    /// <summary>Reads all of them when they are others than those that the model knows.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        var standing = await database.OneAsync<Mark>("select count(*) as Number, coalesce(max(learned_at), 0) as Latest from examples", null, cancel);
        if (_read == (standing!.Number, standing.Latest))
            return;
        var model = new NatureModel();
        foreach (var row in await database.ListAsync<ExampleRow>($"select nature, features from examples group by nature, features order by max(learned_at) desc limit {Most}", null, cancel))
            model.Learn(Read(row.Features), row.Nature);
        (Model, _read) = (model, (standing.Number, standing.Latest));
    }

    /// <summary>Learns what staff say, and forgets where they say nothing any more, or where what was said is erased.</summary>
    public async Task SaveAsync(DbTransaction transaction, IReadOnlyList<SuggestionFacts> facts, IReadOnlyList<string> gone, long now, CancellationToken cancel)
    {
        var known = (await transaction.ListAsync<string>($"select conversation_id from examples where {database.Dialect.In("conversation_id", "ids")}", new { ids = facts.Select(f => f.Id).Concat(gone).ToArray() }, cancel)).ToHashSet();
        var learned = facts.Where(f => f.Nature is not null && f.Text.Length > 0).ToList();
        var forgotten = known.Except(learned.Select(f => f.Id)).ToArray();
        if (forgotten.Length > 0)
            await transaction.RunAsync($"delete from examples where {database.Dialect.In("conversation_id", "forgotten")}", new { forgotten }, cancel);
        foreach (var one in learned)
            await transaction.RunAsync(
                """
                insert into examples (conversation_id, nature, features, learned_at) values (@Id, @Nature, @features, @now)
                on conflict (conversation_id) do update set nature = excluded.nature, features = excluded.features, learned_at = excluded.learned_at
                where examples.nature <> excluded.nature or examples.features <> excluded.features
                """,
                new { one.Id, one.Nature, features = string.Join(' ', Features.Of(one.Text).Keys.Order()), now }, cancel);
    }

    private static int[] Read(string features) => [.. features.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => int.Parse(f, CultureInfo.InvariantCulture))];

    private sealed record Mark
    {
        public long Number { get; init; }
        public long Latest { get; init; }
    }

    private sealed record ExampleRow
    {
        public required string Nature { get; init; }
        public required string Features { get; init; }
    }
}
