using System.Text;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Hosting;

namespace Inbox.Tests.Threads;

public sealed class ErasePersonTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A40_an_erased_person_is_found_nowhere_and_the_same_mail_does_not_come_in_again(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var file = Id.New(desk.Clock);
        var mail = desk.Mail("secret1@ann", "ann@x.example", "secret subject", "secret text", cc: ["bob@y.example"]);
        mail = mail with { Body = mail.Body with { Attachments = [new(file, "secret.txt", "text/plain", 6)] }, PayloadId = "p1" };
        using var intake = new Intake(desk.Database, desk.Clock);
        await ((IHostedService)intake).StartAsync(Desk.Stop);
        await AcceptAsync("p1", "From: ann@x.example secret", mail);
        await intake.AcceptAsync(new(desk.Account, "bad", "message/rfc822", "ANN@x.example secret unreadable"u8.ToArray(), [], []) { PayloadId = "p2", Unreadable = "no mail" }, Desk.Stop);
        await desk.ApplyAsync(mail);
        await AcceptAsync("p3", "secret not taken up yet", desk.Mail("secret3@ann", "ann@x.example", text: "secret"));
        await desk.ApplyAsync(desk.Mail("m9@bob", "bob@y.example", text: "About something else", cc: ["ann@x.example"]));
        var card = (await desk.CardsAsync()).Single(c => c.Person.Name == "ann");
        await desk.Get<Tags>().AddAsync(card.Id, "anna", "secret", Desk.Stop);
        await desk.Get<SaveDraft>().RunAsync(card.Id, "anna", new("Dear secret", [], [new("s1", "Dear secret")], null, null), Desk.Stop);
        await desk.Get<PostNote>().RunAsync(card.Id, "anna", "Anna", "n1", "ann is a secret", Desk.Stop);
        desk.Clock.Advance(TimeSpan.FromMinutes(7));
        var reply = await desk.ReplyAsync(card.Id, text: "The secret");
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), desk.Account, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "secret@us", null));
        await desk.ReplyAsync(card.Id, clientId: "r2", text: "One more secret");
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("secret", await AllAsync(desk.Database), StringComparison.Ordinal);

        var erased = Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop)).Value;

        Assert.Equal(new Erased(1, 4, 1), erased);
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop)); // once more does no harm
        var left = await AllAsync(desk.Database);
        Assert.DoesNotContain("secret", left, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ann@x", left, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await desk.CardsAsync(new() { Query = "secret" }));
        Assert.Equal("m9@bob", Assert.Single(await desk.MessagesAsync((await desk.CardsAsync()).Single(c => c.Person.Name == "bob").Id)).MessageId);
        var view = await desk.ViewAsync(card.Id);
        Assert.Equal((States.Closed, TimeSpan.FromMinutes(7)), (view.Card.State, view.Asks[0].AnsweredAt - view.Asks[0].AskedAt));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));

        await AcceptAsync("p4", "From: ann@x.example secret", mail);
        await desk.ApplyAsync(mail);
        Assert.Equal(left, await AllAsync(desk.Database));
        await desk.ApplyAsync(desk.Mail("m10@x", "ann@x.example", text: "Hello again?", references: ["secret1@ann"]));
        Assert.Equal(1, (await desk.CardsAsync(new() { State = States.Waiting })).Count(c => c.Messages == 1 && c.Person.Id != card.Person.Id && c.Person.Name == "ann"));

        Task AcceptAsync(string payload, string raw, MessageReceived e) =>
            intake.AcceptAsync(new(desk.Account, e.ExternalKey, "message/rfc822", Encoding.UTF8.GetBytes(raw), [e], payload == "p1" ? [new(file, "secret.txt", "text/plain", "secret"u8.ToArray())] : []) { PayloadId = payload }, Desk.Stop);
    }

    /// <summary>Everything that the database holds, as text; but for the inner tables of SQLite's word index, where a removed entry is only marked until pages are merged.</summary>
    internal static async Task<string> AllAsync(Database database)
    {
        var all = new StringBuilder();
        var tables = await database.ListAsync<string>(
            database.IsServedAlone
                ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '%search_%'"
                : "select table_name from information_schema.tables where table_schema = 'public'", null, Desk.Stop);
        await using var connection = await database.OpenAsync(Desk.Stop);
        foreach (var table in tables.Order(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names that the database gave.
            command.CommandText = $"select * from {table} order by 1";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(Desk.Stop);
            while (await reader.ReadAsync(Desk.Stop))
                for (var i = 0; i < reader.FieldCount; i++)
                    all.Append(reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader.GetValue(i)).Append(i == reader.FieldCount - 1 ? '\n' : '\t');
        }
        return all.ToString();
    }
}
