namespace Inbox.Contracts;

/// <summary>An event that a connector read and Intake holds until Threads has committed its effect.</summary>
public interface IChannelEvent
{
    /// <summary>Our id of the intake row; removing that row is the acknowledgement.</summary>
    string EventId { get; }

    /// <summary>The connected account it came through.</summary>
    string AccountId { get; }
}

/// <summary>The events that may stand in intake or on the bus, by the name they are stored under. Nothing else is ever deserialised.</summary>
public static class ChannelEvents
{
    /// <summary>Name → type; names never change, since stored rows carry them.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = new Dictionary<string, Type>
    {
        ["message-received"] = typeof(MessageReceived),
        ["message-edited"] = typeof(MessageEdited),
        ["message-deleted"] = typeof(MessageDeleted),
        ["message-moderated"] = typeof(MessageModerated),
        ["content-seen"] = typeof(ContentSeen),
        ["person-seen"] = typeof(PersonSeen),
        ["delivery-failed"] = typeof(DeliveryFailed),
        ["reply-reported"] = typeof(ReplyReported),
    };

    /// <summary>The stored name of an event.</summary>
    public static string NameOf(IChannelEvent e) => e switch
    {
        MessageReceived => "message-received",
        MessageEdited => "message-edited",
        MessageDeleted => "message-deleted",
        MessageModerated => "message-moderated",
        ContentSeen => "content-seen",
        PersonSeen => "person-seen",
        DeliveryFailed => "delivery-failed",
        ReplyReported => "reply-reported",
        _ => throw new ArgumentOutOfRangeException(nameof(e), e.GetType().Name, "Not an event of this vocabulary: add it to ChannelEvents.Types."),
    };
}
