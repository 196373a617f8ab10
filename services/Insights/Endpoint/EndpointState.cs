using Microsoft.Extensions.Logging;

namespace Inbox.Insights;

/// <summary>Whether the endpoint works, for health and log: each problem is said once, and its end.</summary>
public sealed class EndpointState(SuggestEndpoint endpoint, ILogger<EndpointState> log)
{
    private volatile string? _problem;

    /// <summary>What is wrong with it; null while all is well.</summary>
    public string? Problem => _problem;

    internal void Note(string? problem)
    {
        if (_problem == problem)
            return;
        _problem = problem;
        if (problem is null)
            log.LogInformation("The endpoint for suggestions works again: {Endpoint}", endpoint);
        else
            log.LogError("The endpoint for suggestions fails, so rules and our own model suggest: {Endpoint}. {Problem}", endpoint, problem);
    }
}
