using Inbox.Connectors.Hooks;
using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta;

/// <summary>The one way in of the family: the handshake of a subscription, and deliveries signed by the app's secret over their exact bytes.</summary>
internal static class MetaHook
{
    private const string Header = "X-Hub-Signature-256", Scheme = "sha256=";
    private const int LongestChallenge = 256;

    public static HookAnswer Judge(ConnectedAccount account, HookRequest request) => request.Method == "GET" ? Handshake(account, request.Query) : Delivery(account, request);

    /// <summary>The pages, profiles and numbers of a delivery: an app has one address for all of its own.</summary>
    public static IReadOnlySet<string> Named(ReadOnlyMemory<byte> body) =>
        (Node.Read(body, out _) ?? default)["entry"].SelectMany(entry => entry["changes"].Select(change => change["value"]["metadata"]["phone_number_id"].Id).Append(entry["id"].Id)).OfType<string>().ToHashSet();

    private static HookAnswer Handshake(ConnectedAccount account, IReadOnlyDictionary<string, string> query) =>
        query.GetValueOrDefault("hub.mode") == "subscribe" && Signature.IsSame(account["verifyToken"], query.GetValueOrDefault("hub.verify_token"))
            && query.GetValueOrDefault("hub.challenge") is { Length: > 0 and <= LongestChallenge } challenge
                ? new HookAnswer.Say(challenge) { IsProof = true }
                : new HookAnswer.Refuse("hub.verify_token is not this account's word under 'Verify token'. Paste the same word in both places.");

    private static HookAnswer Delivery(ConnectedAccount account, HookRequest request) =>
        request.Header(Header) is { } claimed && claimed.StartsWith(Scheme, StringComparison.Ordinal) && Signature.IsHex(account["appSecret"], request.Body.Span, claimed[Scheme.Length..])
            ? new HookAnswer.Take()
            : new HookAnswer.Refuse($"{Header} is not the signature of these bytes by this account's 'App secret'.");
}
