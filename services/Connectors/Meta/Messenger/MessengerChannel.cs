using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Messenger;

/// <summary>The direct messages of a page.</summary>
internal static class MessengerChannel
{
    public const string Name = "messenger";

    /// <summary>The setting that says which page it is.</summary>
    public const string Id = "pageId";

    /// <summary>The longest text that the platform takes.</summary>
    public const int TextLimit = 2000;

    public static ChannelDescription Describes { get; } = new(
        Name, MetaSettings.Describe(Id, MetaSettings.HumanAgent), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, IsPushedTo: true)
    {
        Directly = MetaSettings.Talk(TextLimit, TextCount.Characters, takesFiles: true), ToComment = MetaSettings.ToComment(TextLimit, TextCount.Characters), Page = MetaSettings.Page,
    };

    private static readonly string[] Fields = ["messages", "messaging_postbacks", "message_echoes", "message_edits", "messaging_referrals"];

    public static MetaChannel On(GraphApi graph) =>
        new(graph, new(Describes, Id, MessengerReader.Read, new MetaSender(graph, new("Messenger", "me/messages", TextLimit, CountsBytes: false, NamesType: true, TakesFiles: true)).SendAsync)
        {
            Profile = new("name"),
            Missed = MessengerReader.Missed.Shelves,
            Hears = new(account => account[Id], _ => Fields, "pages_manage_metadata"),
        });
}

/// <summary>Composes the channel.</summary>
internal static class MessengerRoom
{
    public static ChannelRoom Room { get; } = MetaRoom.Of(MessengerChannel.Describes, MessengerChannel.On);
}
