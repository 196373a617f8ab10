using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Remembers refused access: once a minute for the same caller and route, so that a scan fills no disk.</summary>
internal sealed class Denials(AuditTrail audit, TimeProvider clock)
{
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<(string Caller, string Route), long> _noted = new();

    public async Task NoteAsync(HttpContext context, string why)
    {
        var caller = context.Caller();
        var route = $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}";
        var minute = clock.GetUtcNow().ToUnixTimeMilliseconds() / 60_000;
        if (_noted.Count > MostKept)
            _noted.Clear();
        if (_noted.TryGetValue((caller?.Id ?? "", route), out var last) && last == minute)
            return;
        _noted[(caller?.Id ?? "", route)] = minute;
        await audit.NoteAsync(new(AuditAction.AccessDenied, caller, ClientAddress.Of(context), Detail: $"{route} ({why})"), CancellationToken.None);
    }
}
