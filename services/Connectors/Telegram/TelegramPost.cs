using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;

namespace Inbox.Connectors.Telegram;

/// <summary>A post of a channel in which the bot is: content, of which the platform tells the bot each change, but neither what was there before nor what was deleted.</summary>
internal static class TelegramPost
{
    public static Found Read(Node post, Note about, RawInput input, List<Storage.NewFile> files) =>
        TelegramMessage.IsNamed(post["chat"], post["message_id"]) ? Found.Of(Seen(Of(post, post), post, input, files), about) : TelegramMessage.Broken;

    /// <summary>A channel's post as the platform forwards it into the channel's discussion group, where it is what comments answer: the post once more, and nothing that anybody said there.</summary>
    public static Found ReadForwarded(Node m, RawInput input, List<Storage.NewFile> files)
    {
        var about = TelegramMessage.About(m, Notes.System) with { Text = TelegramText.Of(m), Reason = "A post of a channel came into its discussion group." };
        return Forwarded(m) is { } post ? Found.Of(Seen(post, m, input, files), about) : Found.Of(about);
    }

    /// <summary>The post that such a forward is of; null for any other message, and where the channel had it from elsewhere, which hides its own number.</summary>
    public static SeenPost? Forwarded(Node m) =>
        IsForwarded(m) && m["forward_origin"] is var origin && TelegramMessage.IsNamed(origin["chat"], origin["message_id"]) && origin["chat"]["id"].Id == m["sender_chat"]["id"].Id ? Of(origin, m) : null;

    public static bool IsForwarded(Node m) => m["is_automatic_forward"].IsTrue;

    /// <summary>Whether it is the forward of a post of this channel.</summary>
    public static bool IsForwarded(Node m, string channel) => IsForwarded(m) && m["sender_chat"]["id"].Id == channel;

    /// <summary>Whether a post is of this channel.</summary>
    public static bool IsOf(Contracts.ContentRef post, string channel) => post.ExternalId.StartsWith($"{channel}/", StringComparison.Ordinal);

    /// <param name="post">What names it.</param>
    /// <param name="says">What it says.</param>
    private static SeenPost Of(Node post, Node says)
    {
        var url = post["chat"]["username"].Text is { } name ? $"https://t.me/{Uri.EscapeDataString(name)}/{post["message_id"].Id}" : null;
        return new(TelegramMessage.Id(post, post["message_id"]), url, SeenPost.FirstWords(TelegramText.Of(says)), post["date"].Seconds) { Picture = Picture(says) };
    }

    private static Contracts.ContentSeen Seen(SeenPost post, Node says, RawInput input, List<Storage.NewFile> files) =>
        post.Seen(input.AccountId, TelegramChannel.Name, input.NoLater(says["edit_date"].Seconds ?? post.At), input.NewId, files);

    /// <summary>Of the sizes that the platform made, the largest of at most some hundred pixels.</summary>
    private static string? Picture(Node post) => post["photo"].Where(p => p["width"].Number is > 0 and <= 800).OrderByDescending(p => p["width"].Number).Select(p => p["file_id"].Text).FirstOrDefault();
}
