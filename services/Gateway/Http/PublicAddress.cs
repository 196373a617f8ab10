using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Gateway;

/// <summary>The address that links carry. Never taken from a request: whoever sends one chooses its Host.</summary>
public sealed class PublicAddress(GatewayOptions options, IServiceProvider services)
{
    private const string Fallback = "http://localhost:5080";

    /// <summary>For example <c>https://inbox.example</c>, without a slash at the end.</summary>
    public string Url => (options.PublicUrl ?? Listening ?? Fallback).TrimEnd('/');

    /// <summary>A link that signs its holder in once. The secret stands in the fragment, which reaches no server and no log.</summary>
    public string Welcome(string secret) => $"{Url}/welcome#{secret}";

    /// <summary>Whether people reach us over TLS, by configuration or by this request.</summary>
    internal bool IsSecure(HttpRequest request) => request.IsHttps || options.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether a page of this origin may use a session here.</summary>
    internal bool Trusts(string origin, HttpRequest request) =>
        Same(origin, Url)
        || options.AllowedOrigins.Any(allowed => Same(origin, allowed))
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value && (options.PublicUrl is null || from.IsLoopback));

    private static bool Same(string origin, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var ours) && string.Equals(origin, ours.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private string? Listening =>
        services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?.Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal);
}
