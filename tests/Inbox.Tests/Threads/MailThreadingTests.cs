using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class MailThreadingTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_mail_becomes_a_conversation_that_waits(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));

        var card = await desk.CardAsync();
        Assert.Equal(States.Waiting, card.State);
        Assert.Equal("Hello", card.Subject);
        Assert.Equal(desk.Clock.GetUtcNow(), card.WaitingSince);
        Assert.Equal("ann", card.Person.Name);
        Assert.Equal("new", Assert.Single(await desk.MessagesAsync()).Rule);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task An_answer_that_names_a_mail_joins_it_and_a_stranger_that_names_it_does_not(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"]));
        await desk.ApplyAsync(desk.Mail("m3@y", "eve@y.example", replyTo: ["m1@x"]));

        Assert.Equal("m1@x,m2@x | m3@y", await desk.GroupsAsync());
        var stranger = (await desk.CardsAsync()).Single(c => c.Person.Name == "eve");
        Assert.Equal("stranger", Assert.Single(await desk.MessagesAsync(stranger.Id)).Rule);
        Assert.Equal("related", Assert.Single((await desk.ViewAsync(stranger.Id)).Related).Relation);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_parent_that_arrives_late_makes_one_conversation(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"]));
        await desk.ApplyAsync(desk.Mail("m3@x", "ann@x.example", references: ["m1@x", "m2@x"]));
        await desk.ApplyAsync(desk.Mail("m4@x", "bob@x.example", replyTo: ["m1@x"]));
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", cc: ["bob@x.example"]));

        Assert.Equal("m2@x,m3@x,m4@x,m1@x", await desk.GroupsAsync());
    }

    [Fact]
    public async Task B01_three_mails_without_a_Message_ID_from_three_people_are_three_conversations()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("", "a@x.example"), desk.Mail("", "b@x.example"), desk.Mail("", "c@x.example", replyTo: [""]));

        Assert.Equal(3, (await desk.CardsAsync()).Count);
    }

    [Fact]
    public async Task B03_a_known_Message_ID_with_another_body_is_kept_and_flagged()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "One"));
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "Another"));
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "Another"));

        var messages = await desk.MessagesAsync();
        Assert.Equal(2, messages.Count);
        Assert.All(messages, m => Assert.True(m.Conflict));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B04_one_mail_to_two_accounts_is_a_message_in_each_and_linked(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var other = await desk.AddAccountAsync(Desk.Channel);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m1@x", "ann@x.example", account: other));

        var cards = await desk.CardsAsync();
        Assert.Equal(2, cards.Count);
        foreach (var card in cards)
            Assert.Equal("copy", Assert.Single((await desk.ViewAsync(card.Id)).Related).Relation);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B06_a_Message_ID_of_4_KB_is_stored_and_threads(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var id = new string('x', 4096) + "@x";
        await desk.ApplyAsync(desk.Mail(id, "ann@x.example"));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: [id]));

        Assert.Equal(2, (await desk.CardAsync()).Messages);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B07_a_NUL_in_subject_and_body_is_the_same_text_in_both_stores(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", subject: "a\0b", text: "c\0d \ud800"));

        var message = Assert.Single(await desk.MessagesAsync());
        Assert.Equal(("a\uFFFDb", "c\uFFFDd \uFFFD"), (message.Subject, message.Text));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B10_two_hundred_thousand_words_are_stored_whole(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var text = string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"word{i}é"));
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: text));

        Assert.Equal(text, Assert.Single(await desk.MessagesAsync()).Text);
        Assert.Single(await desk.CardsAsync(new() { Query = "WORD17E" }));
    }

    [Fact]
    public async Task B24_a_number_in_the_subject_joins_nothing()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", subject: "[#1234] Order"));
        await desk.ApplyAsync(desk.Mail("m2@x", "bob@x.example", subject: "Re: [#1234] Order"));

        Assert.Equal("m1@x | m2@x", await desk.GroupsAsync());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task An_equal_subject_is_a_suggestion_and_joins_only_where_the_account_says_so(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await using var joining = await Desk.OpenAsync(database, new() { ["address"] = "support@us.example", ["subject"] = "on" });
        foreach (var d in new[] { desk, joining })
        {
            await d.ApplyAsync(d.Mail("m1@x", "ann@x.example", subject: "Invoice"));
            await d.ApplyAsync(d.Mail("m2@x", "ann@x.example", subject: "RE: invoice", at: d.Clock.GetUtcNow().AddHours(30)));
        }
        Assert.Equal("m1@x | m2@x", await desk.GroupsAsync());
        Assert.Equal("suggested", Assert.Single((await desk.ViewAsync((await desk.CardsAsync())[0].Id)).Related).Relation);
        Assert.Equal("m1@x,m2@x", await joining.GroupsAsync());
    }

    [Fact]
    public async Task An_old_mail_answered_under_a_new_subject_to_other_people_is_a_new_conversation()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", subject: "Invoice"));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", subject: "Party", replyTo: ["m1@x"], cc: ["joe@z.example"]));
        await desk.ApplyAsync(desk.Mail("m3@x", "ann@x.example", subject: "Invoice again", replyTo: ["m1@x"]));

        Assert.Equal("m1@x,m3@x | m2@x", await desk.GroupsAsync());
    }

    [Fact]
    public async Task Mails_that_name_no_author_are_of_one_unknown_author()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", ""), desk.Mail("m2@x", "", replyTo: ["m1@x"]), desk.Mail("m3@x", ""));

        Assert.Equal("m1@x,m2@x | m3@x", await desk.GroupsAsync());
    }
}
