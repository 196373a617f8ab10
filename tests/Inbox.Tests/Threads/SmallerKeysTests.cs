using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>Mails are found by half a hash of their ids, and told from others without an index of all keys.</summary>
public sealed class SmallerKeysTests
{
    private const string Before = """
        drop table mail_ids;
        create table mail_ids (account_id text not null, hash text not null, own boolean not null, message_id text not null, primary key (hash, account_id, own, message_id));
        update messages set subject_key = subject_key || '0123456789abcdef' where subject_key is not null;
        drop index messages_key;
        create unique index messages_key on messages (account_id, external_key) where external_key is not null;
        drop index messages_subject;
        create index messages_subject on messages (account_id, subject_key) where subject_key is not null;
        delete from migrations where name like '%004-smaller-keys.sql';
        """;

    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_store_of_before_knows_its_mails_by_their_ids_and_subjects_afterwards(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var first = desk.Mail("m1@x", "ann@x.example", "The blue parcel");
        await desk.ApplyAsync(first, desk.Mail("m2@y", "bob@y.example", "A ticket", replyTo: ["gone@y"]));
        await desk.Database.WriteAsync(t => t.RunAsync(Before, null, Desk.Stop), Desk.Stop);
        foreach (var (message, id, own) in new[] { ("m1@x", "m1@x", true), ("m2@y", "m2@y", true), ("m2@y", "gone@y", false) })
            await desk.Database.WriteAsync(
                t => t.RunAsync(
                    "insert into mail_ids (account_id, hash, own, message_id) select account_id, @hash, @own, id from messages where message_id = @message",
                    new { message, hash = MailId.Hash(id), own }, Desk.Stop),
                Desk.Stop);

        await new Migrator(desk.Database, desk.Clock).RunAsync([ThreadsRoom.Schema], Desk.Stop);
        await desk.ApplyAsync(first);
        await desk.ApplyAsync(
            desk.Mail("m3@x", "ann@x.example", replyTo: ["m1@x"]), desk.Mail("gone@y", "bob@y.example"), desk.Mail("m4@x", "ann@x.example", "Re: The blue parcel"));

        Assert.Equal("m1@x,m3@x | m2@y,gone@y | m4@x", await desk.GroupsAsync());
        Assert.Contains((await desk.ViewAsync((await desk.CardsAsync()).Single(c => c.Messages == 2 && c.Subject == "The blue parcel").Id)).Related, r => r.Relation == "suggested");
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_mail_is_known_again_whatever_else_came_under_its_id(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (one, other, nameless) = (desk.Mail("m1@x", "ann@x.example"), desk.Mail("m1@x", "ann@x.example", text: "Something else"), desk.Mail("", "ann@x.example"));
        await desk.ApplyAsync(one, nameless);
        await desk.ApplyAsync(other);
        var state = await desk.StateAsync();

        await desk.ApplyAsync(other, one, nameless);

        Assert.Equal(state, await desk.StateAsync());
        Assert.Equal(3, (await desk.CardsAsync()).Sum(c => c.Messages));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_same_mail_in_two_accounts_is_one_in_each(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var sales = await desk.AddAccountAsync(Desk.Channel);
        var (here, there) = (desk.Mail("m1@x", "ann@x.example"), desk.Mail("m1@x", "ann@x.example", account: sales));
        await desk.ApplyAsync(here, there);

        await desk.ApplyAsync(there, here, desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"], account: sales));

        Assert.Equal("m1@x | m1@x,m2@x", await desk.GroupsAsync());
        var cards = await desk.CardsAsync();
        Assert.All(await Task.WhenAll(cards.Select(c => desk.ViewAsync(c.Id))), view => Assert.Equal("copy", Assert.Single(view.Related).Relation));
    }
}
