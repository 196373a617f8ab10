using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>What an account of the family is given: the app's secret, the word of the handshake, a token, and which page or number it is.</summary>
internal static class MetaSettings
{
    public const string Graph = "https://graph.facebook.com";

    /// <summary>Bytes of the largest file.</summary>
    public const int LargestFile = 25_000_000;

    /// <summary>Whether the app may use the tag for answers that a person writes within 7 days.</summary>
    public static SettingDescription HumanAgent { get; } = new("humanAgent", Default: "no", Choices: ["no", "yes"]);

    /// <summary>Where the comments of a page and its direct messages are two channels.</summary>
    public static SharedPage Page { get; } = new("page", "pageId");

    /// <summary>Direct messages: for 24 hours after the person wrote, or for 7 days as a person's answer.</summary>
    public static ReplyRules Talk(int limit, TextCount counts, bool takesFiles) => new(limit, counts)
    {
        Files = takesFiles ? null : 0, FileBytes = takesFiles ? LargestFile : null, Window = TimeSpan.FromHours(24), Longer = new(HumanAgent.Key, "yes", TimeSpan.FromDays(7)),
    };

    /// <summary>The private answer to a comment: one, within 7 days, of words.</summary>
    public static ReplyRules ToComment(int limit, TextCount counts) => new(limit, counts) { Files = 0, Window = TimeSpan.FromDays(7), Once = true };

    /// <param name="id">The setting that says which page, profile or number it is.</param>
    /// <param name="more">What only one channel has.</param>
    public static IReadOnlyList<SettingDescription> Describe(string id, params ReadOnlySpan<SettingDescription> more) =>
    [
        new("appSecret", Required: true, Secret: true), new("verifyToken", Required: true, Secret: true), new("token", Required: true, Secret: true), new(id, Required: true),
        .. more, new("graphUrl", Default: Graph),
    ];

    public static string GraphUrl(ConnectedAccount account) => (account["graphUrl"] ?? Graph).TrimEnd('/');

    /// <summary>What is missing or malformed, for the person who typed it.</summary>
    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account, string id)
    {
        if (account["appSecret"] is not { Length: >= 16 })
            yield return new("appSecret", "Paste the app secret: in the app's dashboard under App settings, Basic. Without it nothing that comes in can be trusted.");
        if (account["verifyToken"] is not { Length: >= 8 })
            yield return new("verifyToken", "Make up a word of at least 8 characters, and paste the same one into the app's webhook form.");
        if (account["token"] is not { } token || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            yield return new("token", "Paste the access token, all of it and nothing else. It usually begins with EAA or IGAA.");
        if (account[id] is not { } number || number.AsSpan().ContainsAnyExceptInRange('0', '9'))
            yield return new(id, "This is a number of some 15 digits; the app's dashboard shows it. It is neither a name nor a telephone number.");
        if (account["graphUrl"] is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            yield return new("graphUrl", $"'{url}' is not an address. Leave it empty for {Graph}.");
    }
}
