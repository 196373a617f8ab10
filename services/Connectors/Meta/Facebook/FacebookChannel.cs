using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Facebook;

/// <summary>The comments under a page's posts.</summary>
internal static class FacebookChannel
{
    public const string Name = "facebook";

    /// <summary>The setting that says which page it is.</summary>
    public const string Id = "pageId";

    /// <summary>The longest answer in the open, and in private.</summary>
    public const int TextLimit = 8000, PrivateLimit = 2000;

    public static ChannelDescription Describes { get; } = new(Name, MetaSettings.Describe(Id), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, AnswersPrivately: true, IsPushedTo: true)
    {
        InTheOpen = new(TextLimit) { Files = 0 }, Directly = MetaSettings.Talk(PrivateLimit, TextCount.Characters, takesFiles: true), ToComment = MetaSettings.ToComment(PrivateLimit, TextCount.Characters), Page = MetaSettings.Page,
        Moderation = CommentHider.States,
    };

    public static MetaChannel On(GraphApi graph)
    {
        var privately = new MetaSender(graph, new("Facebook", "me/messages", PrivateLimit, CountsBytes: false, NamesType: true, TakesFiles: true));
        return new(graph, new(Describes, Id, FacebookReader.Read, new CommentSender(graph, privately, "comments", TextLimit).SendAsync) { Hides = new(graph, "is_hidden"), Missed = FacebookMissed.Shelves, Posts = FacebookPost.Posts, Hears = new(account => account[Id], _ => ["feed"], "pages_manage_metadata") });
    }
}

/// <summary>Composes the channel.</summary>
internal static class FacebookRoom
{
    public static ChannelRoom Room { get; } = MetaRoom.Of(FacebookChannel.Describes, FacebookChannel.On);
}
