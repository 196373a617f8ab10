using System.Collections.Concurrent;
using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>Reads what pushes show. What is asked for while it reads is read together next: a thousand changes a second cost some dozens of reads.</summary>
internal sealed class LiveView(Conversations conversations, Messages messages, Shown shown)
{
    public const int Together = ConversationsChanged.Most;
    private readonly ConcurrentQueue<Wanted> _wanted = new();
    private int _reading;

    public Task<LiveNews> ReadAsync(ConversationChanged changed, CancellationToken cancel)
    {
        var wanted = new Wanted(changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _wanted.Enqueue(wanted);
        if (Begins())
            _ = ReadOnAsync();
        return wanted.Done.Task.WaitAsync(cancel);
    }

    private bool Begins() => Interlocked.CompareExchange(ref _reading, 1, 0) == 0;

    /// <summary>Until nobody waits; whoever came between the last look and the end is read by this one or begins anew.</summary>
    private async Task ReadOnAsync()
    {
        do
        {
            while (Next() is { Count: > 0 } some)
                await AnswerAsync(some);
            Volatile.Write(ref _reading, 0);
        }
        while (!_wanted.IsEmpty && Begins());
    }

    private List<Wanted> Next()
    {
        var some = new List<Wanted>();
        while (some.Count < Together && _wanted.TryDequeue(out var one))
            some.Add(one);
        return some;
    }

    /// <summary>All together; when that fails, each alone, so that one that cannot be shown costs only itself.</summary>
    private async Task AnswerAsync(List<Wanted> some)
    {
        try
        {
            var news = await NewsAsync([.. some.Select(s => s.Changed)]);
            for (var i = 0; i < news.Count; i++)
                some[i].Done.TrySetResult(news[i]);
        }
#pragma warning disable CA1031 // Whatever it is, the one who waits is told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (some.Count == 1)
                some[0].Done.TrySetException(e);
            else
                foreach (var one in some)
                    await AnswerAsync([one]);
        }
    }

    private async Task<IReadOnlyList<LiveNews>> NewsAsync(IReadOnlyList<ConversationChanged> changes)
    {
        var cards = (await conversations.CardsAsync([.. changes.Select(c => c.ConversationId).Distinct()], default)).ToDictionary(c => c.Id);
        foreach (var merged in changes.Select(c => c.ConversationId).Where(id => !cards.ContainsKey(id)).Distinct().ToList())
            if (await conversations.CardAsync(merged, default) is { } into)
                cards[merged] = into;
        IReadOnlyList<Card> different = [.. cards.Values.DistinctBy(c => c.Id)];
        var all = new AccountScope(different.Select(c => c.Origin?.AccountId).OfType<string>().ToHashSet(), IsAll: false);
        var seen = (await shown.CardsAsync(different, all, default)).ToDictionary(c => c.Id);
        IReadOnlyList<string> said = [.. changes.SelectMany(c => c.MessageIds).Distinct()];
        var news = (said.Count == 0 ? [] : await messages.FindAsync(said, default)).ToLookup(m => m.ConversationId);
        return [.. changes.Select(c => News(c, cards.GetValueOrDefault(c.ConversationId)))];

        LiveNews News(ConversationChanged changed, Card? card) => new(
            card is null ? null : seen[card.Id], card?.Origin?.AccountId is { } origin && origin != card.AccountId ? origin : null,
            shown.Messages(news[changed.ConversationId].Where(m => changed.MessageIds.Contains(m.Id))));
    }

    private sealed record Wanted(ConversationChanged Changed, TaskCompletionSource<LiveNews> Done);
}

/// <summary>What a push shows.</summary>
/// <param name="Card">The card, with what its talk came from.</param>
/// <param name="Origin">The account that one must see, too, to learn what the talk came from; null where it is the card's own.</param>
/// <param name="Messages">What was said.</param>
internal sealed record LiveNews(CardShown? Card, string? Origin, IReadOnlyList<MessageShown> Messages);
