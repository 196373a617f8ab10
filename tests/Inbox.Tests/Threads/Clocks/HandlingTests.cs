using Inbox.Threads;

namespace Inbox.Tests.Threads.Clocks;

public sealed class HandlingTests
{
    [Fact]
    public void B19_a_machine_that_says_the_same_a_thousand_times_reopens_at_most_three_times_an_hour()
    {
        var (facts, reopened) = (new Facts().In(0), new List<double>());
        for (var n = 1; n <= 1000; n++)
        {
            var (now, stands) = (n / 240.0, Handling.Of(facts.Done));
            if (stands.SnoozedUntil <= Facts.At(now))
                stands = Handling.Of(facts.Act((stands.SnoozedUntil!.Value - Facts.At(0)) / 3_600_000.0, ActKinds.Wake).Done);
            if (stands == default)
            {
                reopened.Add(now);
                facts.Act(now, ActKinds.Close);
            }
            facts.In(now + 1 / 480.0);
        }

        Assert.InRange(reopened.Count, 12, 16);
        for (var i = 1; i + 3 < reopened.Count; i++)
            Assert.True(reopened[i + 3] - reopened[i] >= 0.99, $"four within an hour from {reopened[i]}");
    }
}
