using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>What is handed to intake at once. The events' text is written here, by the one who hands them over: the database's one writer has enough to do.</summary>
internal sealed class Piece(IReadOnlyList<Delivery> deliveries, CursorMove? cursor)
{
    public IReadOnlyList<Delivery> Deliveries => deliveries;

    public CursorMove? Cursor => cursor;

    public IReadOnlyList<WrittenEvent> Events { get; } = [.. deliveries.SelectMany(d => d.Events.Select(e => WrittenEvent.Of(e, d.PayloadId, d)))];
}

/// <summary>An event as a row of intake.</summary>
internal sealed record WrittenEvent(IChannelEvent Event, string? PayloadId, string Body, Delivery? Delivery)
{
    public static WrittenEvent Of(IChannelEvent e, string? payloadId, Delivery? delivery = null) => new(e, payloadId, EventText.Write(e), delivery);
}
