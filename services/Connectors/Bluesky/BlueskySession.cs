using System.Collections.Concurrent;
using Inbox.Connectors.Json;

namespace Inbox.Connectors.Bluesky;

/// <summary>A login: logging in is rationed (a few hundred times a day), so one is kept for each account and refreshed when its token has run out.</summary>
/// <param name="Did">The account's own name.</param>
/// <param name="Handle">Its handle when it logged in.</param>
/// <param name="Host">The server that keeps it.</param>
/// <param name="Access">For some hours.</param>
/// <param name="Refresh">For some weeks.</param>
internal sealed record BlueskySession(string Did, string Handle, string Host, string Access, string Refresh)
{
    public static BlueskySession? Of(Node login, string asked) =>
        login["did"].Text is { } did && login["accessJwt"].Text is { } access && login["refreshJwt"].Text is { } refresh ? new(did, login["handle"].Text ?? did, HostOf(login, asked), access, refresh) : null;

    /// <summary>The server that keeps the account, where the one that was asked only lets in; never over a less safe way.</summary>
    private static string HostOf(Node login, string asked)
    {
        var named = login["didDoc"]["service"].FirstOrDefault(s => s["type"].Text == "AtprotoPersonalDataServer")["serviceEndpoint"].Text;
        return Uri.TryCreate(named, UriKind.Absolute, out var host) && (host.Scheme == "https" || host.Scheme == "http" && asked.StartsWith("http://", StringComparison.Ordinal)) ? named.TrimEnd('/') : asked;
    }
}

/// <summary>The logins of this process. Settings that changed are another login.</summary>
internal sealed class BlueskySessions
{
    private readonly ConcurrentDictionary<string, Place> _places = new();

    /// <summary>The login of an account, made anew by <paramref name="login"/> when there is none, or when it still is the one that did not serve.</summary>
    public async Task<BlueskySession?> TakeAsync(ConnectedAccount account, BlueskySession? stale, Func<BlueskySession?, Task<BlueskySession?>> login, CancellationToken cancel)
    {
        var (place, print) = (_places.GetOrAdd(account.Account.Id, _ => new()), account.Fingerprint);
        await place.Gate.WaitAsync(cancel);
        try
        {
            if (place.Print != print)
                (place.Print, place.Session) = (print, null);
            return place.Session is { } held && held != stale ? held : place.Session = await login(place.Session);
        }
        finally
        {
            place.Gate.Release();
        }
    }

    private sealed class Place
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public string? Print { get; set; }

        public BlueskySession? Session { get; set; }
    }
}
