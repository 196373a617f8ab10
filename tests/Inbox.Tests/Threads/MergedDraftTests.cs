using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class MergedDraftTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task What_is_being_written_goes_along_with_a_merge_and_comes_back_when_that_is_undone(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (stays, goes) = await TwoAsync(desk);
        var kept = await SaveAsync(desk, goes, "Half an hour of words", "private", File("f1"));
        var merged = await MergeAsync(desk, stays, goes);
        var draft = (await desk.ViewAsync(stays)).Draft!;
        Assert.Equal(("Half an hour of words", "private", "f1", kept), (draft.Text, draft.Way, Files(draft), draft.UpdatedAt));

        await UndoAsync(desk, merged);
        Assert.Null((await desk.ViewAsync(stays)).Draft);
        Assert.Equal("Half an hour of words", (await desk.ViewAsync(goes)).Draft!.Text);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Two_drafts_of_one_member_stand_together_and_part_again(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (stays, goes) = await TwoAsync(desk);
        await SaveAsync(desk, stays, "Careful", "note", File("f1"));
        await SaveAsync(desk, goes, "Dear Bob", "private", File("f2"));
        await desk.Get<SaveDraft>().RunAsync(goes, "bert", new("From Bert", [], [], "note", null), Desk.Stop);
        var merged = await MergeAsync(desk, stays, goes);
        var draft = (await desk.ViewAsync(stays)).Draft!;
        Assert.Equal(("Careful\n\nDear Bob", "note", "f1,f2"), (draft.Text, draft.Way, Files(draft)));

        await UndoAsync(desk, merged);
        Assert.Equal(("Careful", "note", "f1"), (await desk.ViewAsync(stays)).Draft is { } first ? (first.Text, first.Way, Files(first)) : default);
        Assert.Equal(("Dear Bob", "private", "f2"), (await desk.ViewAsync(goes)).Draft is { } second ? (second.Text, second.Way, Files(second)) : default);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_was_written_on_since_a_merge_stays_where_it_is_written(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (stays, goes) = await TwoAsync(desk);
        var kept = await SaveAsync(desk, goes, "Half an hour", "private");
        var merged = await MergeAsync(desk, stays, goes);
        Assert.IsType<DraftOutcome.Saved>(await desk.Get<SaveDraft>().RunAsync(stays, "anna", new("Half an hour of words", [], [], "private", kept), Desk.Stop));

        await UndoAsync(desk, merged);
        Assert.Equal("Half an hour of words", (await desk.ViewAsync(stays)).Draft!.Text);
        Assert.Null((await desk.ViewAsync(goes)).Draft);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_mail_that_came_late_takes_no_words_away(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", subject: "Parcel"));
        await desk.ApplyAsync(desk.Mail("m3@x", "ann@x.example", subject: "Other", replyTo: ["m2@x"]));
        foreach (var card in await desk.CardsAsync())
            await SaveAsync(desk, card.Id, $"About {card.Subject}", "private");
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", subject: "Parcel", replyTo: ["m1@x"]));

        var draft = (await desk.ViewAsync()).Draft!;
        Assert.Equal("About Other|About Parcel", string.Join('|', draft.Text.Split("\n\n").Order()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_is_kept_while_a_merge_is_made_is_kept_where_the_conversation_went(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (stays, goes) = await TwoAsync(desk);
        var kept = await SaveAsync(desk, goes, "Half an hour", "private");
        var save = Task.FromResult<DraftOutcome>(new DraftOutcome.NotFound());
        await desk.Database.WriteAsync(
            async transaction =>
            {
                await desk.Get<Families>().HoldAsync(transaction, [desk.Account], Desk.Stop);
                await ConversationMove.MergeAsync(transaction, desk.Clock, "anna", goes, stays, Desk.Stop);
                save = Task.Run(() => desk.Get<SaveDraft>().RunAsync(goes, "anna", new("Half an hour of words", [], [], "private", kept), Desk.Stop));
                await BegunAsync(desk, save);
                return 0;
            },
            Desk.Stop);

        Assert.IsType<DraftOutcome.Saved>(await save);
        Assert.Equal([(stays, "Half an hour of words")], await desk.Database.ListAsync<(string, string)>("select conversation_id, text from drafts", null, Desk.Stop));
    }

    /// <summary>On PostgreSQL, until the other waits for what this transaction holds. SQLite has one writer: the other waits wherever it is.</summary>
    private static Task BegunAsync(Desk desk, Task other) =>
        desk.Database.Dialect.Name == "sqlite"
            ? Task.CompletedTask
            : Eventually.IsTrueAsync(async () => other.IsCompleted || await desk.Database.OneAsync<long>("select count(*) from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted", null, Desk.Stop) > 0);

    private static async Task<(string Stays, string Goes)> TwoAsync(Desk desk)
    {
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@y", "bob@y.example"));
        var cards = (await desk.CardsAsync()).OrderBy(c => c.Person.Name).ToList();
        return (cards[0].Id, cards[1].Id);
    }

    private static async Task<DateTimeOffset> SaveAsync(Desk desk, string id, string text, string way, params AttachmentRef[] files) =>
        Assert.IsType<DraftOutcome.Saved>(await desk.Get<SaveDraft>().RunAsync(id, "anna", new(text, files, [], way, null), Desk.Stop)).At!.Value;

    private static async Task<string> MergeAsync(Desk desk, string stays, string goes) =>
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<MergeConversations>().RunAsync(stays, "anna", goes, Desk.Stop)).Value.ActId!;

    private static async Task UndoAsync(Desk desk, string act) =>
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(act, Desk.Stop));

    private static AttachmentRef File(string id) => new(id, id, "text/plain", 1);

    private static string Files(Draft draft) => string.Join(',', draft.Attachments.Select(a => a.Id));
}
