using System.ComponentModel.DataAnnotations;

namespace Inbox.Gateway;

/// <summary>How this gateway is reached and by whom.</summary>
public sealed record GatewayOptions
{
    /// <summary><c>Inbox:PublicUrl</c>: what links and cookies go by; null means the first listening address.</summary>
    [Url]
    public string? PublicUrl { get; init; }

    /// <summary>The folder of the built web page; null or absent means that only the API is served.</summary>
    public string? PageFolder { get; init; }

    /// <summary>Addresses or networks (CIDR) whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. None by default.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Further origins whose pages may call the API with a session, for example a page under development.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Whether this is a demo whose people are invented: the page says so.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The largest request body, in bytes.</summary>
    [Range(1024, int.MaxValue)]
    public long BodyLimit { get; init; } = 30_000_000;
}
