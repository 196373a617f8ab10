using Inbox.Insights;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Insights.Suggesting;

/// <summary>Work that can wait does so while much comes in, and not for ever.</summary>
public sealed class RushTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Most = TimeSpan.FromSeconds(10);
    private readonly FakeClock _clock = new();

    [Fact]
    public void So_many_changes_in_a_second_are_a_rush_until_a_whole_second_had_fewer()
    {
        var rush = new Rush(_clock);
        Come(rush, Rush.Many - 1);
        Assert.False(HasToWait(rush));

        Come(rush, 1);
        Assert.True(HasToWait(rush));
        _clock.Advance(Second); // this second had none yet, the one before had
        Assert.True(HasToWait(rush));
        _clock.Advance(Second);
        Assert.False(HasToWait(rush));
    }

    [Fact]
    public void What_came_long_ago_is_no_rush()
    {
        var rush = new Rush(_clock);
        Come(rush, Rush.Many);
        _clock.Advance(10 * Second);

        Assert.False(HasToWait(rush));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_they_can_and_without_a_rush_nobody_waits()
    {
        var (rush, since) = (new Rush(_clock), _clock.GetTimestamp());
        Assert.True(rush.WaitAsync(Most, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        for (var second = 0; second < 10; second++)
        {
            Come(rush, Rush.Many);
            Assert.True(rush.HasToWait(since, Most));
            _clock.Advance(Second);
        }

        Assert.False(rush.HasToWait(since, Most));
        await rush.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
    }

    private bool HasToWait(Rush rush) => rush.HasToWait(_clock.GetTimestamp(), Most);

    private static void Come(Rush rush, int changes)
    {
        for (var i = 0; i < changes; i++)
            rush.Note();
    }
}
