using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Inbox.Tests.Threads;
using Inbox.Threads;
using Origin = Inbox.Connectors.Origin;

namespace Inbox.Tests.Connectors.Meta.Instagram;

/// <summary>Whatever the platform tells of a message, in every order in which it can tell it.</summary>
public sealed class InstagramOrderTests
{
    private const string Profile = "17841400008460056";

    private static readonly string[] Gone = [Said, Edited("In red?", 5), Deleted(8), Deleted(9), Read, Loved];
    private static readonly string[] Kept = [Said, Edited("In red?", 5), Edited("In green?", 7), Read, Loved, Unloved];

    [Fact]
    public Task B52_an_edit_a_read_a_reaction_and_two_deletions_give_one_state_in_all_720_orders() => AgreeAsync(Gone, "[0-9]+$");

    [Fact]
    public Task B52_two_edits_a_read_and_a_reaction_that_is_taken_back_give_one_state_in_all_720_orders() => AgreeAsync(Kept, "^waiting 1 In green.*stands.*asks$");

    /// <summary>Every order is another person's: the first delivery of all of them, then the second of all, each after the one before it was taken up.</summary>
    private static async Task AgreeAsync(string[] deliveries, string stands)
    {
        using var http = new OutboundHttp(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), new FakeClock());
        var channel = InstagramChannel.On(new(http));
        await using var desk = await Desk.OpenAsync(settings: GraphFake.Settings("instagramId", Profile), channels: [channel.Description]);
        var orders = Orders(deliveries).ToList();
        Assert.Equal((720, 720), (orders.Count, orders.DistinctBy(o => string.Join(';', o.Select(d => Array.IndexOf(deliveries, d)))).Count()));
        for (var step = 0; step < deliveries.Length; step++)
            await desk.ApplyAsync([.. orders.SelectMany((order, person) => Told(desk, channel, order[step], person))]);

        var found = await desk.Database.ListAsync<string>(
            """
            select c.state || ' ' || cast(c.messages as text) || ' ' || c.preview || ' ' || m.preview || ' ' || coalesce(cast(m.edited_at as text), '') || ' ' || coalesce(cast(m.deleted_at as text), 'stands')
              || ' ' || coalesce(cast(a.asked_at as text), '') || ' ' || coalesce(cast(a.answered_at as text), '') || ' ' || coalesce(cast(a.withdrawn_at as text), 'asks')
            from messages m
            join conversations c on c.id = m.conversation_id
            left join asks a on a.conversation_id = c.id
            """, null, Desk.Stop);
        Assert.Equal(orders.Count, found.Count);
        Assert.Matches(stands, Assert.Single(found.Distinct()));
        Assert.Equal(orders.Count, await desk.Database.OneAsync<long>("select count(*) from conversations", null, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    private static IReadOnlyList<IChannelEvent> Told(Desk desk, IChannel channel, string what, int person)
    {
        var body = $$$"""{"object":"instagram","entry":[{"id":"{{{Profile}}}","time":1772441880,"messaging":[{"sender":{"id":"{{{person + 1}}}"},"recipient":{"id":"{{{Profile}}}"},{{{what.Replace("{mid}", $"m_{person}", StringComparison.Ordinal)}}}}]}]}""";
        var reading = channel.Read(new(desk.Account, "payload", Encoding.UTF8.GetBytes(body), desk.Clock.GetUtcNow(), Origin.Incoming, new HashSet<string> { Profile }, () => Id.New(desk.Clock)));
        Assert.Null(reading.Unreadable);
        return reading.Events;
    }

    private static IEnumerable<string[]> Orders(string[] all) =>
        all.Length == 0 ? [[]] : Enumerable.Range(0, all.Length).SelectMany(first => Orders([.. all[..first], .. all[(first + 1)..]]).Select(rest => (string[])[all[first], .. rest]));

    private static string Said => At(0, """message":{"mid":"{mid}","text":"In blue?"}""");

    private static string Read => At(3, """read":{"mid":"{mid}"}""");

    private static string Loved => At(4, """reaction":{"mid":"{mid}","action":"react","reaction":"love","emoji":"❤"}""");

    private static string Unloved => At(6, """reaction":{"mid":"{mid}","action":"unreact"}""");

    private static string Edited(string text, int second) => At(second, $$$"""message_edit":{"mid":"{mid}","text":"{{{text}}}","num_edit":{{{second}}}}""");

    private static string Deleted(int second) => At(second, """message":{"mid":"{mid}","is_deleted":true}""");

    private static string At(int second, string what) => $"\"timestamp\":{1772441880000 + second * 1000},\"{what}";
}
