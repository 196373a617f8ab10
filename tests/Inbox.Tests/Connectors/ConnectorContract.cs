using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Threads;
using Inbox.Threads;
using Origin = Inbox.Connectors.Origin;

namespace Inbox.Tests.Connectors;

/// <summary>What every channel promises, whatever it reads and wherever its replies go. A new channel's suite derives from this, adds its own payloads, and shows the rest (<see cref="Connectors.Promise"/>).</summary>
public abstract class ConnectorContract : AsideContract
{
    private const string Words = "On its way.";

    [Fact]
    public Task B51_an_echo_of_our_own_reply_before_or_after_the_result_is_that_reply() => Promise.Echoes.EachAsync(async echo =>
    {
        foreach (var (echoFirst, files) in new[] { (true, 0), (false, 0), (true, echo.Files), (false, echo.Files) }.Distinct())
        {
            await using var desk = await OpenAsync();
            await using var outlet = await Promise.OpenAsync();
            await ApplyAsync(desk, echo.Asked, Origin.Incoming);
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            var reply = await desk.ReplyAsync(text: Words);
            var sent = Assert.IsType<SendOutcome.Sent>(await outlet.SendAsync(echo.Way, Words, reply.Id, files));
            Assert.True(files == 0 ? outlet is { Taken: 1, Parts: [] } : outlet.Parts.Count >= files);
            var report = new ReplyReported(Id.New(desk.Clock), desk.Account, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), sent.ExternalId, null) { Recipient = sent.Recipient };
            IChannelEvent[] told = [.. outlet.Parts.Select(p => report with { EventId = Id.New(desk.Clock), State = ReplyState.Sending, ExternalId = null, Part = p }), report];
            var comes = outlet.Parts.Select(p => p.ExternalId).DefaultIfEmpty(sent.ExternalId).SelectMany(id => Read(desk, echo.Comes(id, outlet), echo.Origin)).ToArray();
            Assert.All(comes.OfType<MessageReceived>(), m => Assert.Equal(Direction.Out, m.Direction));
            foreach (var events in echoFirst ? (IChannelEvent[][])[comes, told, comes] : [told, comes, told])
                await desk.ApplyAsync(events);

            Assert.Equal(2, (await desk.CardAsync()).Messages);
            Assert.Equal(("sent", "anna"), ((await desk.MessagesAsync())[1].State, Assert.Single((await desk.ViewAsync()).Asks).AnsweredBy));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    });

    [Fact]
    public Task A_reply_written_in_the_vendors_own_app_goes_out_to_the_right_person() => Promise.WrittenElsewhere.EachAsync(async elsewhere =>
    {
        await using var desk = await OpenAsync();
        foreach (var payload in elsewhere.Before)
            await ApplyAsync(desk, payload, Origin.Incoming);
        await ApplyAsync(desk, elsewhere.Written, elsewhere.Origin);

        var people = await desk.Database.ListAsync<string>(
            """
            select i.external_id from messages m
            join messages a on a.conversation_id = m.conversation_id and a.direction = 'in'
            join identities i on i.id = a.identity_id
            where m.direction = 'out' and m.staff_id is null
            """, null, Desk.Stop);
        Assert.Equal([elsewhere.Person.Replace("{account}", desk.Account, StringComparison.Ordinal)], people.Distinct());
        Assert.Equal(1, await desk.Database.OneAsync<long>("select count(*) from messages where direction = 'out'", null, Desk.Stop));
    });

    [Fact]
    public Task F21_asked_to_wait_we_wait_as_long_as_the_vendor_says() => Promise.Troubles.EachAsync(async trouble =>
    {
        await using var outlet = await Promise.OpenAsync();
        outlet.Mood = Mood.Busy;
        var wait = Assert.IsType<SendOutcome.Retry>(await outlet.SendAsync(outlet.Usual, Words));
        Assert.NotEmpty(wait.Reason);
        Assert.InRange(wait.After, trouble.Wait ?? TimeSpan.FromSeconds(1), trouble.Wait ?? TimeSpan.FromMinutes(1));
        Assert.Equal(0, outlet.Taken);
    });

    [Fact]
    public Task F21_a_vendor_that_is_not_well_is_tried_again_where_it_tells_a_second_time_from_the_first() => Promise.Troubles.EachAsync(async trouble =>
    {
        await using var outlet = await Promise.OpenAsync();
        outlet.Mood = Mood.Unwell;
        var outcome = await outlet.SendAsync(outlet.Usual, Words);
        if (trouble.IsKeyless)
            Assert.Contains("before you send it again", Assert.IsType<SendOutcome.Unknown>(outcome).Reason, StringComparison.Ordinal);
        else
            Assert.InRange(Assert.IsType<SendOutcome.Retry>(outcome).After, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        outlet.Mood = Mood.Well;
        Assert.IsType<SendOutcome.Sent>(await outlet.SendAsync(outlet.Usual, Words));
        Assert.Equal(1, outlet.Taken);
    });

    [Fact]
    public Task A_refusal_is_final_and_explains_the_vendors_words() => Promise.Troubles.EachAsync(async trouble =>
    {
        await using var outlet = await Promise.OpenAsync();
        outlet.Mood = Mood.Refuses;
        var reason = Assert.IsType<SendOutcome.Refused>(await outlet.SendAsync(outlet.Usual, Words)).Reason;
        Assert.Contains(trouble.Words, reason, StringComparison.Ordinal);
        Assert.Matches("^[A-Z].{10,}", reason.Replace(trouble.Words, "", StringComparison.Ordinal));
        Assert.Equal(0, outlet.Taken);
    });

    [Fact]
    public Task What_is_too_long_is_refused_in_the_composer_and_once_more_before_it_is_handed_over() => Promise.Limits.EachAsync(async limit =>
    {
        var rules = Rules(limit.Way);
        Assert.Equal((limit.Most, limit.Counts), (rules.TextLimit!.Value, rules.Counts));
        Assert.Null(Composer(limit.Way, Text(limit.Most)));
        Assert.Contains($"{limit.Most}", Composer(limit.Way, Text(limit.Most + 1)), StringComparison.Ordinal);

        await using var outlet = await Promise.OpenAsync();
        Assert.IsType<SendOutcome.Refused>(await outlet.SendAsync(limit.Way, Text(limit.Taken + 1)));
        Assert.Equal((0, 0), (outlet.HandedOver, outlet.Taken));
        Assert.IsType<SendOutcome.Sent>(await outlet.SendAsync(limit.Way, Text(limit.Taken)));
        Assert.Equal(1, outlet.Taken);
    });

    [Fact]
    public Task A_closed_window_is_refused_in_the_composer_and_for_what_waited_in_the_queue_meanwhile() => Promise.Windows.EachAsync(async window =>
    {
        foreach (var isOpen in new[] { true, false })
        {
            await using var desk = await OpenAsync(window.Where);
            await ApplyAsync(desk, window.Asked, Origin.Incoming);
            desk.Clock.Advance(window.Open + (isOpen ? -1 : 1) * TimeSpan.FromMinutes(5));
            var outcome = await desk.Get<PostReply>().RunAsync(new((await desk.CardAsync()).Id, "anna", "Anna", "r1", Words, null, window.Way != Way.Open, []), Desk.Stop);

            var (code, asked) = (window.Way == Way.ToComment ? ClosedWays.Old : ClosedWays.Window, await desk.Database.OneAsync<long>("select max(at) from messages where direction = 'in'", null, Desk.Stop));
            if (isOpen)
            {
                Assert.IsType<ReplyOutcome.Queued>(outcome);
                desk.Clock.Advance(TimeSpan.FromMinutes(10));
                var waited = Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
                Assert.Equal(ClosedWays.Explain(code), waited.Deadline!.Reason);
                Assert.True(waited.Deadline.Until < desk.Clock.GetUtcNow());
                continue;
            }
            var refused = Assert.IsType<ReplyOutcome.Invalid>(outcome);
            Assert.Equal((ClosedWays.Explain(code), code), (refused.Reason, refused.Closed));
            if (code == ClosedWays.Window)
                Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(asked) + window.Open, refused.Until);
        }
    });

    private Task<Desk> OpenAsync((string Key, string Value)? other = null)
    {
        var settings = new Dictionary<string, string>(Settings);
        if (other is var (key, value))
            settings[key] = value;
        return Desk.OpenAsync(settings: settings, channels: [Channel.Description]);
    }

    private IChannelEvent[] Read(Desk desk, byte[] payload, Origin origin) =>
        [.. Channel.Read(new(desk.Account, "payload", payload, desk.Clock.GetUtcNow(), origin, Channel.OwnIds(Account), () => Id.New(desk.Clock))).Events];

    private Task ApplyAsync(Desk desk, byte[] payload, Origin origin) => desk.ApplyAsync(Read(desk, payload, origin));

    private ReplyRules Rules(Way way) => way switch
    {
        Way.Open => Channel.Description.InTheOpen,
        Way.Direct => Channel.Description.Directly,
        _ => Channel.Description.ToComment!,
    };

    /// <summary>What the composer, and the API, say of a text.</summary>
    private string? Composer(Way way, string text)
    {
        var wanted = way == Way.Open ? "public" : "private";
        var chosen = new ReplyWay { Visibility = wanted, ConversationId = "c", Version = 1, AccountId = "account", Channel = Channel.Description.Channel, Rules = Rules(way) };
        return ReplyProblem.Of(new("c", "anna", "Anna", "r1", text, null, way != Way.Open, []), wanted, [chosen], out _);
    }

    /// <summary>A text that counts so much however it is counted.</summary>
    private static string Text(int length) => string.Concat(Enumerable.Repeat("word ", (length / 5) + 1))[..(length - 1)] + "x";
}
