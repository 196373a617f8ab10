using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Inbox.Gateway;

/// <summary>Refuses a body that says it is too large; one that does not say is cut by the server at the same size.</summary>
internal sealed class BodyLimit(RequestDelegate next, GatewayOptions options)
{
    /// <summary>Up to here a refused body is read and dropped: a client that is cut off while it sends never sees the answer.</summary>
    private const long MostDropped = 100_000_000;

    public async Task InvokeAsync(HttpContext context)
    {
        var feature = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (context.Request.ContentLength > options.BodyLimit)
        {
            if (context.Request.ContentLength <= MostDropped && feature is { IsReadOnly: false })
            {
                feature.MaxRequestBodySize = MostDropped;
                await DropAsync(context);
            }
            await Problems.TooLarge(options.BodyLimit).ExecuteAsync(context);
            return;
        }
        if (feature is { IsReadOnly: false })
            feature.MaxRequestBodySize = options.BodyLimit;
        await next(context);
    }

    private static async Task DropAsync(HttpContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(65_536);
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
