using Inbox.Storage;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>What a file goes out as, and how large it may be (Cloud API, supported media types).</summary>
internal static class WhatsAppFile
{
    /// <summary>The kind of message; what is too large or of no known type for its kind goes as a document.</summary>
    public static string Kind(StoredFile file) => file.MediaType switch
    {
        "image/jpeg" or "image/png" when file.Content.Length <= 5_000_000 => "image",
        "video/mp4" or "video/3gpp" when file.Content.Length <= 16_000_000 => "video",
        "audio/aac" or "audio/amr" or "audio/mpeg" or "audio/mp4" or "audio/ogg" when file.Content.Length <= 16_000_000 => "audio",
        _ => "document",
    };

    /// <summary>Why it cannot go out, or null.</summary>
    public static string? Problem(StoredFile file) => file.Content.Length > 100_000_000 ? $"WhatsApp takes files of at most 100 MB; {file.Name} is larger. Send a link instead." : null;
}
