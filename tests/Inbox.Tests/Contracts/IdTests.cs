using Inbox.Contracts;

namespace Inbox.Tests.Contracts;

public sealed class IdTests
{
    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    [Fact]
    public void Ids_of_one_millisecond_sort_in_the_order_of_their_making_and_are_all_different()
    {
        var clock = new Standing(new(2040, 5, 6, 7, 8, 9, TimeSpan.Zero));
        var ids = Enumerable.Range(0, 10_000).Select(_ => Id.New(clock)).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(10_000, ids.Distinct().Count());
    }

    [Fact]
    public void Clocks_that_tell_different_times_do_not_disturb_each_others_order()
    {
        var (one, other) = (new Standing(new(2040, 5, 6, 7, 8, 9, TimeSpan.Zero)), new Standing(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        var ids = Enumerable.Range(0, 1000).Select(_ => (One: Id.New(one), Other: Id.New(other))).ToList();
        Assert.Equal(ids.Select(i => i.One).Order(StringComparer.Ordinal), ids.Select(i => i.One));
        Assert.Equal(ids.Select(i => i.Other).Order(StringComparer.Ordinal), ids.Select(i => i.Other));
    }

    [Fact]
    public void Ids_of_what_happened_elsewhere_are_the_same_each_time_and_sort_by_time_and_number_before_what_was_made_here()
    {
        var now = new DateTimeOffset(2040, 5, 6, 7, 8, 9, TimeSpan.Zero);
        var time = now.ToUnixTimeMilliseconds();
        string[] ids =
        [
            Id.Of(time - 1, 99, "a"), Id.Of(time, 9, "b"), Id.Of(time, 10, "c"), Id.Of(time, 1L << 30, "d"), Id.Of(time, (1L << 41) - 1, "e"),
            Id.New(new Standing(now)), Id.Of(time + 1, 1, "f"),
        ];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(Id.Of(time, 10, "c"), Id.Of(time, 10, "c"));
        Assert.NotEqual(Id.Of(time, 10, "c"), Id.Of(time, 10, "d"));
        Assert.All(ids.Select(Guid.Parse), id => Assert.Equal((7, 8), (id.Version, id.Variant & 0xc)));
    }

    [Fact]
    public void An_id_is_a_UUID_of_version_7_that_carries_the_time()
    {
        var id = Guid.Parse(Id.New(new Standing(DateTimeOffset.FromUnixTimeMilliseconds(0x0123456789ab))));
        Assert.Equal((7, 8), (id.Version, id.Variant & 0xc));
        Assert.StartsWith("01234567-89ab-7", id.ToString(), StringComparison.Ordinal);
    }
}
