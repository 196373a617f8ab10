using Inbox.Gateway.Html;
using Inbox.Threads;
using Microsoft.Extensions.Caching.Memory;

namespace Inbox.Gateway;

/// <summary>The cleaned HTML of messages. What was cleaned lately is kept, up to 32 million characters, so that a conversation opens without cleaning it all again.</summary>
internal sealed class MessageHtml : IDisposable
{
    private const long MostKept = 32_000_000;
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public CleanHtml? Of(MessageView message)
    {
        if (message.Html is not { Length: > 0 } html)
            return null;
        var key = (message.Id, message.EditedAt);
        if (_kept.TryGetValue(key, out CleanHtml? known))
            return known;
        var clean = SafeHtml.Clean(html, message.Text, id => Picture(message, id));
        return _kept.Set(key, clean, new MemoryCacheEntryOptions { Size = clean.Html.Length + 100 });
    }

    public void Dispose() => _kept.Dispose();

    private static string? Picture(MessageView message, string contentId) =>
        message.Attachments.FirstOrDefault(a => a.ContentId == contentId) is { } file ? $"/api/v1/attachments/{file.Id}?inline=1" : null;
}
