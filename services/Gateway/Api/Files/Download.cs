using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Inbox.Gateway;

/// <summary>Hands bytes from outside to a browser so that they can only be saved: nothing of them ever runs or renders here.</summary>
internal static class Download
{
    public const string Policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static FileContentHttpResult Of(HttpContext context, byte[] content, string name, string type = "application/octet-stream")
    {
        Prepare(context, name, "attachment");
        return TypedResults.Bytes(content, type);
    }

    public static FileContentHttpResult Picture(HttpContext context, byte[] content, string name, string type)
    {
        Prepare(context, name, "inline");
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return TypedResults.Bytes(content, type);
    }

    /// <summary>The same of something that is made while it is sent.</summary>
    public static PushStreamHttpResult Streamed(HttpContext context, string name, string type, Func<Stream, Task> write)
    {
        Prepare(context, name, "attachment");
        return TypedResults.Stream(write, type);
    }

    private static void Prepare(HttpContext context, string name, string how)
    {
        var disposition = new ContentDispositionHeaderValue(how);
        disposition.SetHttpFileName(FileName.Clean(name));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.ContentSecurityPolicy = Policy;
    }
}
