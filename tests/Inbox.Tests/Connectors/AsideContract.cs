using System.Text.Json;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Host;
using Inbox.Storage;
using Store = Inbox.Tests.Storage.Store;

namespace Inbox.Tests.Connectors;

/// <summary>What every channel promises of what payloads say beside messages: it becomes what the surface lists under <c>action</c>, and never a conversation.</summary>
public abstract class AsideContract : ReadingContract
{
    /// <summary>What the suite shows.</summary>
    private protected abstract Promise Promise { get; }

    [Fact]
    public void An_edit_changes_the_message_that_it_names() => Promise.Edits.Each(aside =>
    {
        var events = Reading(aside.Payload).Events;
        var edited = Assert.Single(events.OfType<MessageEdited>());
        Assert.NotEqual("", edited.Body.Text);
        Assert.InRange(edited.EditedAt, DateTimeOffset.UnixEpoch, At.AddYears(1));
        Assert.All(events.OfType<MessageReceived>(), again => Assert.Equal(aside.Target, again.ExternalId)); // where the platform brings it once more
        Assert.Equal(("edit", aside.Target), Line(aside));
    });

    [Fact]
    public void A_deletion_takes_back_the_message_that_it_names() => Promise.Deletions.Each(aside =>
    {
        Assert.Equal(aside.Target, Assert.IsType<MessageDeleted>(Assert.Single(Reading(aside.Payload).Events)).TargetExternalId);
        Assert.Equal(("delete", aside.Target), Line(aside));
    });

    [Fact]
    public void A_reaction_is_shown_with_what_it_is_about_and_is_no_message() => Promise.Reactions.Each(aside =>
    {
        var note = Noted(aside);
        Assert.Equal(("reaction", aside.Target), Line(aside));
        Assert.Equal(aside.Removed, note.Removed ?? false);
        Assert.True(aside.Removed || note.Emoji is { Length: > 0 });
    });

    [Fact]
    public void That_somebody_has_read_is_shown_and_is_no_message() => Promise.Reads.Each(aside =>
    {
        Assert.NotNull(Noted(aside).Contact);
        Assert.Equal(("read", aside.Target), Line(aside));
    });

    [Fact]
    public void How_far_a_reply_has_come_is_told_of_that_reply() => Promise.Deliveries.Each(aside =>
    {
        var found = Assert.Single(Reading(aside.Payload).All);
        Assert.True(found.Event is null or ReplyReported or DeliveryFailed);
        Assert.Equal(("status", aside.Target), Line(aside));
        Assert.Equal(aside.Status, found.Note!.Status);
        Assert.Equal(aside.Status == "failed", found is { Event: DeliveryFailed, Note.Error.Length: > 0 });
    });

    [Fact]
    public void That_somebody_is_writing_is_shown_and_is_no_message() => Promise.Typing.Each(aside =>
    {
        Assert.NotNull(Noted(aside).Contact);
        Assert.Equal(("typing", aside.Target), Line(aside));
    });

    [Fact]
    public void Who_follows_joins_or_blocks_is_shown_with_a_reason_and_is_no_message() => Promise.Follows.Each(aside =>
    {
        Assert.NotEmpty(Noted(aside).Reason!);
        Assert.Equal("system", Line(aside).Action);
    });

    [Fact]
    public async Task What_is_not_known_is_ignored_with_a_reason_and_kept_as_it_came()
    {
        await using var store = await Store.OpenAsync("sqlite");
        using var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(TestContext.Current.CancellationToken);
        await Promise.Unknown.EachAsync(async aside =>
        {
            Assert.NotEmpty(Noted(aside).Reason!);
            Assert.Equal("ignore", Line(aside).Action);
            var delivery = Channel.Pack(Account with { Id = store.AccountId }, aside.Payload, At, Origin.Incoming, () => Id.New(store.Clock));
            await intake.AcceptAsync(delivery, TestContext.Current.CancellationToken);
            Assert.Equal(aside.Payload, (await new Payloads(store.Database).FindAsync(delivery.PayloadId, TestContext.Current.CancellationToken))!.Content);
            Assert.Empty(delivery.Events);
        });
        await intake.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void B49_one_malformed_event_in_a_delivery_costs_only_itself() => Promise.Malformed.Each(several =>
    {
        var reading = Reading(several.Payload);
        Assert.Equal(several.Whole, reading.Events.Count);
        Assert.Contains(several.Problem, reading.Unreadable, StringComparison.Ordinal);
    });

    /// <summary>The one note of a payload that changes nothing.</summary>
    private Note Noted(Aside aside)
    {
        var reading = Reading(aside.Payload);
        Assert.Null(reading.Unreadable);
        Assert.Empty(reading.Events);
        return Assert.Single(reading.All).Note!;
    }

    /// <summary>What <c>normalize</c> prints of it.</summary>
    private (string? Action, string? Target) Line(Aside aside)
    {
        var line = JsonDocument.Parse(NormalizedLine.Of("file", 0, Channel.Description.Channel, Reading(aside.Payload).All[^1])).RootElement;
        return (line.GetProperty("action").GetString(), line.TryGetProperty("targetExternalId", out var target) ? target.GetString() : null);
    }
}
