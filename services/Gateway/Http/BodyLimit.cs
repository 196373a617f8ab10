using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Inbox.Gateway;

/// <summary>Refuses a body that says it is too large before anything of it is read; one that does not say is cut by the server at the same size.</summary>
internal sealed class BodyLimit(RequestDelegate next, GatewayOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength > options.BodyLimit)
            return Problems.TooLarge(options.BodyLimit).ExecuteAsync(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = options.BodyLimit;
        return next(context);
    }
}
