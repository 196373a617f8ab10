using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Gateway;

/// <summary>
/// Answers an address of the API that no endpoint took: 405 with <c>Allow</c> (RFC 9110, 15.5.6) when other methods are taken there, else 404. Routing would know, but only where nothing else takes
/// the address, and the page's own fallback takes every one.
/// </summary>
internal static class OtherMethods
{
    public static Task AnswerAsync(HttpContext context)
    {
        var methods = Of(context.RequestServices.GetRequiredService<EndpointDataSource>(), context.Request.Path);
        if (methods.Count == 0)
            return Problems.NotFound("address", context.Request.Path).ExecuteAsync(context);
        var allowed = string.Join(", ", methods);
        context.Response.Headers.Allow = allowed;
        return Problems.WrongMethod(context.Request.Method, allowed).ExecuteAsync(context);
    }

    private static List<string> Of(EndpointDataSource endpoints, PathString path) =>
        [.. endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => Takes(e, path)).SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal)];

    private static bool Takes(RouteEndpoint endpoint, PathString path) =>
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), new RouteValueDictionary(endpoint.RoutePattern.Defaults)).TryMatch(path, []);
}
