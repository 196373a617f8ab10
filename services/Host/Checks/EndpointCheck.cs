using Inbox.Insights;

namespace Inbox.Host;

/// <summary>Whether the endpoint for suggestions answers as it should. It is asked about an invented text.</summary>
internal static class EndpointCheck
{
    private const string Sample = "Where is my parcel?";

    public static async Task<Finding> RunAsync(SuggestEndpoint endpoint, CancellationToken cancel)
    {
        using var http = SuggestSettings.Open(endpoint);
        var outcome = await new EndpointCall(endpoint, http, Clock.System).AskAsync(Sample, cancel);
        return outcome.Nature is { } nature
            ? new("suggestions", $"{endpoint} answers; what customers write is sent there without names, addresses, numbers and links (a sample: {nature.Value})")
            : new("suggestions", $"{endpoint} fails, so rules and our own model suggest. {outcome.Problem}", Red: true);
    }
}
