namespace Inbox.Insights;

/// <summary>The OpenAI-compatible endpoint that the operator named, which suggests instead of the rules and the model.</summary>
/// <param name="Url">What stands before <c>/chat/completions</c>, such as <c>https://api.example.com/v1</c>.</param>
/// <param name="Key">Sent as a bearer token; none for one that asks for none.</param>
/// <param name="Model">The model's name there.</param>
public sealed record SuggestEndpoint(Uri Url, string? Key, string Model)
{
    /// <summary>Where it is, for people.</summary>
    public string Host => Url.Authority;

    /// <summary>Where requests go.</summary>
    internal Uri Chat => new($"{Url.AbsoluteUri.TrimEnd('/')}/chat/completions");

    /// <summary>The key is never printed.</summary>
    public override string ToString() => $"{Model} at {Host}";
}
