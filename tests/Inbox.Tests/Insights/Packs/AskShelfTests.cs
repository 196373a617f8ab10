using System.Text.Json;
using Inbox.Insights;

namespace Inbox.Tests.Insights.Packs;

/// <summary>Asks whose order is kept from report to report give the figures that they give when they are sorted each time.</summary>
public sealed class AskShelfTests
{
    private const long Hour = 3_600_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(0), InlineData(40), InlineData(1_000)]
    public void Whatever_changed_the_figures_are_the_same_as_without_an_order(int few)
    {
        var (shelf, random, packs) = (new AskShelf(few), new Random(few), new List<Pack>());
        for (var number = 1; number <= 12; number++)
            packs.Add(Made(random, number, number == 7 ? 1_500 : 9)); // one that is read in more than one go
        for (var step = 0; step < 60; step++)
        {
            if (random.Next(3) > 0 && random.Next(packs.Count) is var changed)
                packs[changed] = Made(random, packs[changed].Number, changed == 6 ? 1_500 : 9);
            if (random.Next(10) == 0)
                packs.Add(Made(random, packs.Count + 1));
            var views = packs.Where(_ => random.Next(12) > 0).Select(p => new PackView(p, Hour, random.Next(4) == 0 ? new HashSet<int> { random.Next(p.Count) } : null)).Append(new(Made(random, 0), Hour)).ToList();
            foreach (var by in (string[])["none", "staff", "team", "week"])
                Assert.Equal(Say(views, by, new(int.MaxValue)), Say(views, by, shelf));
        }
    }

    [Fact]
    public void An_order_is_kept_while_most_of_its_packs_stand()
    {
        var (shelf, random) = (new AskShelf(0), new Random(1));
        List<PackView> views = [.. Enumerable.Range(1, 40).Select(n => new PackView(Made(random, n), Hour))];
        var order = shelf.Of(views);
        views[3] = new(Made(random, 4), Hour);

        Assert.Same(order, shelf.Of(views));
        Assert.Same(order, shelf.Of([.. views.Skip(4).Take(10)])); // of whoever may see less
        Assert.Equal(-1, order.Begin(views[3].Pack));
        for (var i = 4; i < 16; i++)
            views[i] = new(Made(random, i + 1), Hour);
        Assert.NotSame(order, shelf.Of(views));
        Assert.Same(AskOrder.None, new AskShelf(1_000_000).Of(views));
    }

    [Fact]
    public void An_answer_is_new_once()
    {
        var (random, set, bits, all) = (new Random(1), new AnswerSet(), new AnswerBits(1 << 10), new HashSet<ulong>());
        for (var i = 0; i < 30_000; i++)
        {
            var answer = (ulong)random.NextInt64(1, 20_000) * 0x9E3779B97F4A7C15;
            var isNew = all.Add(answer);
            Assert.Equal(isNew, set.Add(answer));
            Assert.True(isNew || bits.MayHave(answer));
            Assert.True(isNew || !bits.Add(answer));
            bits.Add(answer);
        }
    }

    private static List<string> Say(IReadOnlyList<PackView> views, string by, AskShelf shelf)
    {
        var scope = new ReportScope(new(Start.AddDays(10), Start.AddDays(20), TimeZoneInfo.Utc), ["a"], by);
        var teams = new[] { ("a", "t1"), ("a", "t2"), ("b", "t2") }.ToLookup(t => t.Item1, t => t.Item2);
        var asks = new ScopedAsks(views, new(new Dictionary<string, Inbox.WorkingHours.Schedule>(), 0, 0), by == "team" ? teams : null, scope with { Period = scope.Period with { From = Start } }, shelf);
        var (answers, count) = (new Answers(shelf.Of(views), views), 0);
        foreach (var view in views)
            for (var place = 0; place < view.Pack.Asks.Length; place++)
                count += view.Pack.Asks[place].IsAnswered && answers.IsNew(view, place, view.Pack.Asks[place]) ? 1 : 0;
        return [$"{count} answers", .. ResponseTimes.Of(asks, scope, Start.AddDays(30).ToUnixTimeMilliseconds()).Select(r => JsonSerializer.Serialize(r))];
    }

    private static Pack Made(Random random, long number, int most = 9)
    {
        var (talks, asks) = (new PackedTalk[1 + random.Next(most)], new List<PackedAsk>());
        for (var talk = 0; talk < talks.Length; talk++)
        {
            talks[talk] = new() { Asks = asks.Count };
            for (var i = random.Next(4); i > 0; i--)
                asks.Add(Ask(random));
        }
        return new()
        {
            Number = number, Version = random.NextInt64(), AccountId = random.Next(2) == 0 ? "a" : "b", Channel = "email", Names = [null, "ann", "bob"],
            Ids = PackedIds.Of([.. talks.Select((_, i) => $"c{number}.{i}")]), Talks = talks, Asks = [.. asks], Said = [],
        };
    }

    private static PackedAsk Ask(Random random)
    {
        var at = Start.ToUnixTimeMilliseconds() + random.Next(20 * 24) * Hour;
        var (ended, isAnswered, isDismissed) = (at + random.Next(100) * Hour, random.Next(4) > 0, random.Next(2) == 0);
        return new()
        {
            AskedAt = at, AnsweredAt = isAnswered ? ended : PackedAsk.Never, DismissedAt = !isAnswered && isDismissed ? ended : PackedAsk.Never, WithdrawnAt = PackedAsk.Never, DueAt = at + 20 * Hour,
            WorkingMs = isAnswered && random.Next(3) > 0 ? (ended - at) / 4 : PackedAsk.Never, Answer = (ulong)random.Next(1, 300) << random.Next(40), AnsweredBy = isAnswered ? (ushort)random.Next(3) : (ushort)0,
            First = (byte)random.Next(2), InHours = (byte)random.Next(3),
        };
    }
}
