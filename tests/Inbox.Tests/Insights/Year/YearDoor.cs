using System.Globalization;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Threads;
using Inbox.Threads;

namespace Inbox.Tests.Insights.Year;

/// <summary>The product's own door: events of channels, and what staff can do.</summary>
internal sealed class YearDoor(Desk desk)
{
    private int _replies;

    public Desk Desk => desk;

    public void Come(long at) => desk.Clock.Advance(YearTime.Utc(at) - desk.Clock.GetUtcNow());

    /// <summary>A message as its channel brings it. Its platform may be late to tell, and its clock may be ahead: then it counts from its arrival.</summary>
    public MessageReceived Heard(YearTalk talk, YearWord word, string text, long arrivesAt, bool isAhead = false)
    {
        var (at, account, root, direction) = (YearTime.Utc(word.At), talk.Account.Id, talk.Said[0].Name, word.IsOurs ? Direction.Out : Direction.In);
        var (peer, address, isRoot) = ($"p{talk.Person.Number}", $"p{talk.Person.Number}@x.example", word.Name == root);
        var message = talk switch
        {
            { Account.Channel: Desk.Channel } => desk.Mail(
                word.Name, address, isRoot ? talk.Subject : $"Re: {talk.Subject}", text, isRoot ? [] : [root], to: word.IsOurs ? [address] : null, at: at, direction: direction),
            { Post: { } post } => desk.Comment(account, word.Name, word.IsOurs ? null : peer, post.Id, word.IsOurs ? root : word.Under?.Name, text, at, post.Title, talk.Account.Channel),
            _ => desk.Chat(account, word.Name, peer, text, at, direction, talk.Account.Channel),
        };
        message = message with
        {
            SentAt = isAhead ? at.AddHours(3) : at,
            ReceivedAt = YearTime.Utc(isAhead ? word.At : arrivesAt),
            Body = word.IsSticker ? message.Body with { Attachments = [new($"f{word.Name}", "sticker.webp", "image/webp", 3, Sticker: true)] } : message.Body,
            Automatic = word is { IsHuman: false } ? AutomaticKind.AutoReply : null,
        };
        word.Id = Received.From(message).Row.Id;
        return message;
    }

    /// <summary>What a member of the staff sends from here.</summary>
    public async Task SendAsync(YearTalk talk, YearWord word, string staff, string text, bool isPrivate = false, string? saved = null)
    {
        var outcome = await desk.Get<PostReply>().RunAsync(new(await IdAsync(talk), staff, staff, $"r{++_replies}", text, null, isPrivate ? true : null, []) { Inserted = saved is null ? [] : [new("thanks", saved)] }, Desk.Stop);
        word.Id = outcome is ReplyOutcome.Queued queued ? queued.Message.Id : throw new InvalidOperationException($"{outcome} {talk.Account.Channel} {word.Name}");
    }

    public ReplyReported Told(YearTalk talk, YearWord word, string? problem = null, bool isRefused = false) => new(
        Id.New(desk.Clock), talk.Account.Id, word.Id, 1, problem is null ? ReplyState.Sent : ReplyState.Failed, desk.Clock.GetUtcNow(), problem is null ? word.Name : null, problem)
    {
        Refused = isRefused,
        Recipient = problem is null && talk.Account.Channel == "profile" ? new($"p{talk.Person.Number}") : null,
    };

    public MessageDeleted TakenBack(YearTalk talk, YearWord word) => new(Id.New(desk.Clock), talk.Account.Id, word.Name, desk.Clock.GetUtcNow());

    /// <summary>Where a conversation is now: it may have been merged.</summary>
    public async Task<string> IdAsync(YearTalk talk) =>
        (await desk.Database.OneAsync<string>("select conversation_id from messages where id = @Id", new { talk.Said[0].Id }, Desk.Stop))!;

    public async Task<string> PersonAsync(YearTalk talk) =>
        (await desk.Database.OneAsync<string>("select i.person_id from messages m join identities i on i.id = m.identity_id where m.id = @Id", new { talk.Said[0].Id }, Desk.Stop))!;

    public async Task AssignAsync(YearTalk talk, string? staff) => Did(await desk.Get<Assign>().RunAsync(await IdAsync(talk), "boss", staff, Desk.Stop));

    public async Task DismissAsync(YearAsk ask) => Did(await desk.Get<DismissAsk>().RunAsync(await IdAsync(ask.Talk), "boss", ask.Asked.Id, true, Desk.Stop));

    public async Task CloseAsync(YearTalk talk) => Did(await desk.Get<Close>().RunAsync(await IdAsync(talk), "boss", null, Desk.Stop));

    public async Task SnoozeAsync(YearTalk talk) => Did(await desk.Get<Snooze>().RunAsync(await IdAsync(talk), "boss", desk.Clock.GetUtcNow().AddDays(2), Desk.Stop));

    public async Task MergeAsync(YearTalk talk, YearTalk other) => Did(await desk.Get<MergeConversations>().RunAsync(await IdAsync(talk), "boss", await IdAsync(other), Desk.Stop));

    public async Task SplitAsync(YearTalk talk, IEnumerable<YearWord> words) =>
        Assert.IsType<Outcome<Split>.Done>(await desk.Get<SplitConversation>().RunAsync(await IdAsync(talk), "boss", [.. words.Select(w => w.Id)], Desk.Stop));

    public async Task AreOneAsync(YearTalk talk, YearTalk other) =>
        Assert.IsType<Outcome<MergedPeople>.Done>(await desk.Get<MergePeople>().RunAsync(await PersonAsync(talk), "boss", await PersonAsync(other), Desk.Stop));

    /// <summary>What staff say of it, as it stands in the end.</summary>
    public async Task SayAsync(YearTalk talk) =>
        Did(await desk.Get<SetContext>().RunAsync(await IdAsync(talk), "boss", new(talk.Who, talk.Why, talk.Nature, talk.Outcome) { Topic = talk.Topic, Sentiment = talk.Sentiment, Language = talk.Language }, Desk.Stop));

    public ContentSeen Seen(YearPost post) => new(
        Id.New(desk.Clock), post.Account.Id, post.Account.Channel, new(post.Id, string.Create(CultureInfo.InvariantCulture, $"https://page.example/{post.Id}"), post.Title), desk.Clock.GetUtcNow())
    {
        Own = true,
        PublishedAt = YearTime.Utc(post.At),
    };

    private static void Did<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome);
}
