using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>A professional profile: its direct messages, and the comments under its posts.</summary>
internal static class InstagramChannel
{
    public const string Name = "instagram";

    /// <summary>The setting that says which profile it is.</summary>
    public const string Id = "instagramId";

    /// <summary>The longest direct message, in bytes.</summary>
    public const int TextLimit = 1000;

    /// <summary>The longest answer to a comment, with the name of whom it answers.</summary>
    public const int CommentLimit = 300;

    public static ChannelDescription Describes { get; } = new(
        Name, MetaSettings.Describe(Id, MetaSettings.HumanAgent), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, AnswersPrivately: true, IsPushedTo: true)
    {
        InTheOpen = new(CommentLimit - InstagramAnswer.Room) { Files = 0 }, Directly = MetaSettings.Talk(TextLimit, TextCount.Bytes, takesFiles: false), ToComment = MetaSettings.ToComment(TextLimit, TextCount.Bytes),
        Moderation = CommentHider.States,
    };

    public static MetaChannel On(GraphApi graph)
    {
        var privately = new MetaSender(graph, new("Instagram", "me/messages", TextLimit, CountsBytes: true, NamesType: false, TakesFiles: false));
        return new(graph, new(Describes, Id, InstagramReader.Read, new CommentSender(graph, privately, "replies", CommentLimit) { Elsewhere = InstagramMentions.Edge, Text = InstagramAnswer.Text }.SendAsync) { Hides = new(graph, "hide"), Profile = new("name,username"), Posts = InstagramPost.Posts, Mentions = InstagramMentions.LookAsync, Missed = [.. InstagramMissed.Shelves, .. InstagramReader.Missed.Shelves], Hears = Hears, Renews = new(InstagramToken.IsOwnLogin, InstagramToken.LookAsync) });
    }

    /// <summary>
    /// Which field is of no consequence, the dashboard says which are handed over; but there must be one. A page's token speaks for the page that the profile belongs to, a token of Instagram's own login
    /// for the profile, which has other fields.
    /// </summary>
    internal static Subscription Hears { get; } = new(_ => "me", account => InstagramToken.IsOwnLogin(account) ? ["comments", "messages"] : ["feed", "messages"], "pages_manage_metadata / instagram_business_basic") { TakesAny = true };
}

/// <summary>Composes the channel.</summary>
internal static class InstagramRoom
{
    public static ChannelRoom Room { get; } = MetaRoom.Of(InstagramChannel.Describes, InstagramChannel.On);
}
