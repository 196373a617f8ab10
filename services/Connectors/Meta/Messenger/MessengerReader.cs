using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta.Messenger;

/// <summary>Reads deliveries of a page's direct messages. Pure. What the page's posts and comments do is another channel's.</summary>
internal static class MessengerReader
{
    private static readonly MetaTalk Talk = new(MessengerChannel.Name);

    public static MissedTalk Missed { get; } = new(MessengerChannel.Name, "messenger");

    public static Reading Read(RawInput input) => MetaReading.Of(input, Entry);

    private static void Entry(MetaReading into, Node entry)
    {
        var page = entry["id"].Id;
        if (!into.Takes(page, "page"))
            return;
        var before = into.Count;
        // While another app has the conversation in hand, we are told on standby; the person wrote to this page all the same.
        foreach (var e in entry["messaging"].Concat(entry["standby"]))
            Talk.Read(into, e, page, MetaTime.Of(entry["time"]));
        foreach (var missed in entry["missed"])
            Missed.Read(into, missed, page, entry["place"].Number);
        foreach (var change in entry["changes"])
            into.Add(new Note(Notes.Ignore) { Reason = $"The field '{change["field"].Text}' has no direct messages.", IsElsewhere = change["field"].Text == "feed" });
        if (into.Count == before)
            into.Unreadable("An entry has neither \"messaging\" nor \"standby\".");
    }
}
