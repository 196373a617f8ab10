using Inbox.Connectors;

namespace Inbox.Tests.Connectors;

public sealed class PatienceTests
{
    [Fact]
    public void The_waits_double_up_to_a_minute()
    {
        var (patience, waits) = (Patience.Fresh, new List<double>());
        for (var i = 0; i < 9; i++)
            waits.Add((patience = patience.After(null)).Wait(transient: true).TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public void A_wrong_password_is_tried_so_seldom_that_nobody_is_locked_out()
    {
        var patience = Patience.Fresh.After(null);

        Assert.Equal(15, patience.Wait(transient: false).TotalSeconds);
        Assert.Equal(300, Enumerable.Range(0, 20).Aggregate(patience, (p, _) => p.After(null)).Wait(transient: false).TotalSeconds);
    }

    [Fact]
    public void A_connection_that_was_well_for_a_minute_begins_afresh() =>
        Assert.Equal(1, Enumerable.Range(0, 9).Aggregate(Patience.Fresh, (p, _) => p.After(null)).After(TimeSpan.FromMinutes(1)).Failures);

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public void Only_a_drop_after_it_was_well_is_borne_in_silence(bool wasWell, bool transient, bool said)
    {
        var lasted = wasWell ? TimeSpan.FromSeconds(5) : (TimeSpan?)null;

        Assert.Equal(said, Patience.Fresh.After(lasted).IsWorthSaying(lasted, transient));
        Assert.True(Patience.Fresh.After(lasted).After(lasted).IsWorthSaying(lasted, transient));
    }
}
