using System.Globalization;
using Inbox.Insights;

namespace Inbox.Tests.Insights;

public sealed class StatisticsTests
{
    /// <summary>Remission in weeks under 6-MP, + for still in remission when last seen; Freireich et al., Blood 21 (1963), the textbooks' example.</summary>
    private const string Freireich = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

    [Fact]
    public void The_curve_is_the_published_one()
    {
        var curve = SurvivalCurve.Of(Read(Freireich));

        Assert.Equal(["6 0.8571", "7 0.8067", "10 0.7529", "13 0.6902", "16 0.6275", "22 0.5378", "23 0.4482"],
            curve.Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Time} {s.Share:0.0000}")));
        Assert.Equal((21, new Waited(23, false), new Waited(35, true)), (curve.Count, curve.Until(0.5), curve.Until(0.1)));
    }

    [Theory]
    [InlineData("", "longer than 0", "longer than 0")]
    [InlineData("5", "5", "5")]
    [InlineData("5+", "longer than 5", "longer than 5")]
    [InlineData("1 2 3 4", "2", "4")] // S(2) is exactly one half, however it is multiplied
    [InlineData("1 2 3 4 5 6 7 8 9 10", "5", "9")]
    [InlineData("1 1 1 1", "1", "1")]
    [InlineData("0 0 3+ 3+", "0", "longer than 3")]
    [InlineData("2 2+ 9 9+", "9", "longer than 9")] // 3/4, then half of those who are left: 3/8
    public void Edges_of_the_curve(string watched, string median, string p90)
    {
        var curve = SurvivalCurve.Of(Read(watched));

        Assert.Equal((median, p90), (Say(curve.Until(0.5)), Say(curve.Until(0.1))));
    }

    [Fact]
    public void What_is_found_while_it_happens_is_what_the_whole_curve_says()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var (longest, left) = (1 + random.Next(30), random.Next(5));
            var watched = Enumerable.Range(0, 5 + random.Next(60)).Select(_ => new Observation(random.Next(longest), random.Next(5) >= left)).ToList();
            var (whole, found) = (SurvivalCurve.Of(watched), new WaitCurve());
            foreach (var _ in watched.Where(w => w.Happened))
                found.Expect();
            found.Begin([.. watched.Where(w => !w.Happened).Select(w => w.Time).Order()]);
            foreach (var time in watched.Where(w => w.Happened).Select(w => w.Time).Order())
                found.Happened(time);

            Assert.Equal(new(watched.Count, whole.Until(0.5), whole.Until(0.1)), found.Percentiles());
        }
    }

    [Theory, InlineData(0), InlineData(100), InlineData(20_000)]
    public void Numbers_stand_in_their_order_with_what_goes_with_them(int count)
    {
        var (random, numbers) = (new Random(count), new NumberedLongs());
        var all = Enumerable.Range(0, count).Select(i => (Number: random.NextInt64(1L << random.Next(1, 62)), With: i)).ToList();
        foreach (var (number, with) in all)
            numbers.Add(number, with);

        var (sorted, beside) = numbers.Sorted();
        Assert.Equal(all.OrderBy(n => n.Number).Select(n => n.Number), sorted);
        Assert.Equal(all, sorted.Zip(beside).OrderBy(n => n.Second));
    }

    /// <summary>Newcombe, Statistics in Medicine 17 (1998), table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(20, 20, 0.8389, 1.0)]
    [InlineData(0, 0, 0.0, 1.0)]
    public void The_interval_of_a_share_is_the_published_one(int k, int n, double low, double high)
    {
        var share = new Proportion(k, n);

        Assert.Equal((low, high), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
        Assert.Equal(n == 0 ? null : (double)k / n, share.Share);
    }

    private static IEnumerable<Observation> Read(string watched) =>
        watched.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => new Observation(long.Parse(w.TrimEnd('+'), CultureInfo.InvariantCulture), !w.EndsWith('+')));

    private static string Say(Waited waited) => $"{(waited.IsLongerThan ? "longer than " : "")}{waited.Ms}";
}
