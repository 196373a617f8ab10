using System.Net.Http.Headers;
using Inbox.Storage;

namespace Inbox.Connectors.Net;

/// <summary>What a request carries. With its length: not every vendor takes a body that comes in chunks.</summary>
internal static class Bodies
{
    public static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>A file under the media type that it claims, where that is one.</summary>
    public static ByteArrayContent File(StoredFile file) =>
        new(file.Content) { Headers = { ContentType = MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type : new("application/octet-stream") } };
}
