using Inbox.Contracts;
using Inbox.Mail.Smtp;
using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>What visitors do, behind the door. Everything is durable in intake before it stands in the timeline, and in the timeline before it is acknowledged.</summary>
internal sealed class ChatDesk(Intake intake, Timelines timelines, ChannelList channels, ChatBell bell, TimeProvider clock)
{
    private const int Latest = 100;

    private IChannel Channel => channels.Find(ChatChannel.Name)!;

    public async Task<IReadOnlyList<ChatShown>> LatestAsync(ChatSeat seat, CancellationToken cancel)
    {
        var latest = await timelines.LatestAsync(seat.AccountId, seat.Visitor.Id, Latest, cancel);
        await FetchedAsync(seat, latest, cancel);
        return Shown(latest);
    }

    public async Task<ChatNews> NewsAsync(ChatSeat seat, long after, CancellationToken cancel)
    {
        var news = await timelines.AfterAsync(seat.AccountId, seat.Visitor.Id, Math.Max(after, 0), Latest, cancel);
        await FetchedAsync(seat, news, cancel);
        var end = news.Count > 0 ? news : await timelines.LatestAsync(seat.AccountId, seat.Visitor.Id, 1, cancel);
        return new(Shown(news), end is [.., var last] ? last.Place : 0);
    }

    /// <summary>The address that is known: signed for, or left.</summary>
    public async Task<string?> AddressAsync(ChatSeat seat, CancellationToken cancel) =>
        seat.Visitor.Email ?? await timelines.AddressAsync(seat.AccountId, seat.Visitor.Id, cancel);

    public async Task<ChatShown> SayAsync(ChatSeat seat, string id, string text, ChatPage? page, CancellationToken cancel)
    {
        var payload = new ChatPayload(id, TimelineEntry.Message, await PartyAsync(seat, cancel), text, Now) { Page = page };
        return await TakeAsync(seat, payload, [], new() { AccountId = seat.AccountId, Contact = seat.Visitor.Id, Id = id, Direction = "in", Text = text, At = Now }, cancel);
    }

    public async Task<ChatShown> GiveAsync(ChatSeat seat, string id, NewFile file, ChatPage? page, CancellationToken cancel)
    {
        var attached = new AttachmentRef(file.Id, file.Name, file.Type, file.Content.Length);
        var payload = new ChatPayload(id, TimelineEntry.Message, await PartyAsync(seat, cancel), "", Now) { Page = page, File = attached };
        return await TakeAsync(
            seat, payload, [file], new() { AccountId = seat.AccountId, Contact = seat.Visitor.Id, Id = id, Direction = "in", Files = TimelineEntry.Of([attached]), At = Now }, cancel);
    }

    public async Task<ChatShown> LeaveAddressAsync(ChatSeat seat, string id, string address, CancellationToken cancel)
    {
        var party = await PartyAsync(seat, cancel) with { Address = address, Verified = false };
        return await TakeAsync(
            seat, new(id, TimelineEntry.AddressLeft, party, "", Now), [],
            new() { AccountId = seat.AccountId, Contact = seat.Visitor.Id, Id = id, Kind = TimelineEntry.AddressLeft, Direction = "in", Address = address, At = Now }, cancel);
    }

    /// <summary>Whether it is an address that mail can be sent to.</summary>
    public static bool IsAddress(string? text) => text is { Length: <= 254 } && EmailAddress.TryParse(text, out _);

    /// <summary>Only our own words are of interest: whoever does not have them is answered by mail (<see cref="ChatSender"/>).</summary>
    private Task FetchedAsync(ChatSeat seat, IReadOnlyList<TimelineEntry> entries, CancellationToken cancel) =>
        entries.LastOrDefault(e => e.Direction == "out") is { } last ? timelines.FetchedAsync(seat.AccountId, seat.Visitor.Id, last.Place, cancel) : Task.CompletedTask;

    /// <summary>What was said by mail stays between the two mailboxes: whoever typed an address here need not be the one who reads there.</summary>
    private static List<ChatShown> Shown(IReadOnlyList<TimelineEntry> entries) => [.. entries.Where(e => e.Kind != TimelineEntry.ByMail).Select(ChatShown.Of)];

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<ChatParty> PartyAsync(ChatSeat seat, CancellationToken cancel) =>
        new(seat.Visitor.Id, seat.Visitor.Handle, seat.Visitor.Name, await AddressAsync(seat, cancel), seat.Visitor.Email is not null);

    /// <summary>A repeat finds the delivery in intake, or the entry in the timeline, and changes neither. What was erased meanwhile is answered and not shown again.</summary>
    private async Task<ChatShown> TakeAsync(ChatSeat seat, ChatPayload payload, IReadOnlyList<NewFile> files, TimelineEntry entry, CancellationToken cancel)
    {
        var delivery = Channel.Pack(seat.Account.Account, payload.Bytes(), clock.GetUtcNow(), Origin.Incoming, () => Id.New(clock), $"{seat.Visitor.Id}/{payload.Id}");
        await intake.AcceptAsync(delivery with { Files = files }, cancel);
        var added = await timelines.AddAsync(entry, delivery.Key, cancel);
        bell.Ring(seat.AccountId, seat.Visitor.Id);
        return ChatShown.Of(added ?? entry);
    }
}

/// <summary>A visitor whose token was judged, in the account that it is for.</summary>
internal sealed record ChatSeat(ConnectedAccount Account, ChatVisitor Visitor)
{
    public string AccountId => Account.Account.Id;
}
