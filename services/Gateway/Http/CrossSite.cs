using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>
/// Keeps other sites from using a session: a change through a cookie needs a header that a foreign form cannot send, and every change and every
/// live connection needs an origin that is ours when the browser names one.
/// </summary>
internal sealed class CrossSite(RequestDelegate next, PublicAddress address)
{
    private const string Header = "X-Inbox";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var live = request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase);
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        var api = request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        var bearer = context.Caller()?.Credential == Credential.Token;
        var origin = request.Headers.Origin.ToString();
        if ((live || (api && changes)) && !bearer && origin.Length > 0 && !address.Trusts(origin, request))
            await Problems.Forbidden($"Pages of '{Shown(origin)}' may not use a session here. Set Inbox:PublicUrl to the address that people open.").ExecuteAsync(context);
        else if (api && changes && context.Caller()?.Credential == Credential.Session && request.Headers[Header] != "1")
            await Problems.Forbidden($"A change through a session needs the header '{Header}: 1'.").ExecuteAsync(context);
        else
            await next(context);
    }

    private static string Shown(string origin) => new([.. origin.Take(100).Where(c => !char.IsControl(c))]);
}
