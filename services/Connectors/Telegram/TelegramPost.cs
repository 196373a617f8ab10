using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;

namespace Inbox.Connectors.Telegram;

/// <summary>A post of a channel in which the bot is: content, of which the platform tells the bot each change, but neither what was there before nor what was deleted.</summary>
internal static class TelegramPost
{
    public static Found Read(Node post, Note about, RawInput input, List<Storage.NewFile> files)
    {
        if (!TelegramMessage.IsNamed(post["chat"], post["message_id"]))
            return TelegramMessage.Broken;
        var url = post["chat"]["username"].Text is { } name ? $"https://t.me/{Uri.EscapeDataString(name)}/{post["message_id"].Id}" : null;
        var at = input.NoLater(post["edit_date"].Seconds ?? post["date"].Seconds);
        var seen = new SeenPost(TelegramMessage.Id(post, post["message_id"]), url, SeenPost.FirstWords(about.Text), post["date"].Seconds) { Picture = Picture(post) };
        return Found.Of(seen.Seen(input.AccountId, TelegramChannel.Name, at, input.NewId, files), about);
    }

    /// <summary>Of the sizes that the platform made, the largest of at most some hundred pixels.</summary>
    private static string? Picture(Node post) => post["photo"].Where(p => p["width"].Number is > 0 and <= 800).OrderByDescending(p => p["width"].Number).Select(p => p["file_id"].Text).FirstOrDefault();
}
