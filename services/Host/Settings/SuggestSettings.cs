using Inbox.Connectors.Net;
using Inbox.Insights;

namespace Inbox.Host;

/// <summary>The endpoint that may suggest: what the operator typed, and the way to it.</summary>
internal static class SuggestSettings
{
    /// <summary>The endpoint, or null where none is named.</summary>
    public static SuggestEndpoint? Read(IConfiguration configuration)
    {
        var (url, key, model) = (Text(configuration["Inbox:Suggest:Url"]), Text(configuration["Inbox:Suggest:Key"]), Text(configuration["Inbox:Suggest:Model"]));
        if (url is null)
            return key is null && model is null ? null : throw new SettingsException("Inbox__Suggest__Url is missing, so Inbox__Suggest__Key and Inbox__Suggest__Model mean nothing. Set it, or leave all three out.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            throw new SettingsException("Inbox__Suggest__Url is no address of an OpenAI-compatible endpoint. Write what stands before /chat/completions, such as https://llm.example.com/v1; the key goes into Inbox__Suggest__Key.");
        if (key?.Any(c => c is <= ' ' or > '~') == true)
            throw new SettingsException("Inbox__Suggest__Key holds something that no key has. Write the key alone, without Bearer.");
        return new(address, key, model ?? throw new SettingsException("Inbox__Suggest__Model is missing. Write the name of the model that the endpoint is to use."));
    }

    /// <summary>The one way out, on which this host is allowed wherever it is: the operator typed it, no account and no customer can.</summary>
    public static HttpMessageInvoker Open(SuggestEndpoint endpoint) => OutboundHttp.Open(new(new(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { endpoint.Url.IdnHost }, AllowLoopback: false)));

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
