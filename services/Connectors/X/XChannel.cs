using System.Security.Cryptography;
using System.Text;
using Inbox.Connectors.Hooks;
using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>One user of X: mentions, answers and direct messages. Asked for, and pushed as well where the app's plan has the Account Activity API.</summary>
internal sealed class XChannel(XApi api, XSender sender) : IChannel, IHook, IFetch
{
    public const string Name = "x", SignatureHeader = "x-twitter-webhooks-signature";

    private const int LongestChallenge = 128;

    public static ChannelDescription Describes { get; } = new(
        Name, XSettings.Describe, EpisodeGap: TimeSpan.FromHours(72), "application/json", XSender.PrivateLimit, AnswersPrivately: true)
    {
        InTheOpen = new(XSender.OpenLimit, TextCount.Weighted) { Files = XSender.MostPictures }, Directly = new(XSender.PrivateLimit), PushedWhen = XSettings.Pushed,
    };

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => XReader.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => account[XSettings.Identifier] is { } id ? new HashSet<string> { id } : [];

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) => account[XSettings.ConsumerSecret] is not { } secret
        ? new HookAnswer.Refuse("This account has no consumerSecret, so nothing can be told to be genuine.")
        : request.Method == "GET" ? Challenge(secret, request.Query.GetValueOrDefault("crc_token"))
        : Signature.IsSame(Proof(secret, request.Body.Span), request.Header(SignatureHeader)) ? new HookAnswer.Take()
        : new HookAnswer.Refuse($"{SignatureHeader} is not the signature of these bytes by this account's consumerSecret.");

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        if (XSettings.Problems(account).ToList() is { Count: > 0 } problems)
            return problems;
        try
        {
            var me = await api.GetAsync(account, "users/me", cancel);
            return me switch
            {
                { Status: 401 } => [new("token", $"X does not accept these four keys together. Make them anew on the app's page Keys and tokens and paste all of them. X says: {me.Words}")],
                { IsWell: false } => [new(null, me.Explain())],
                _ when me.Data["id"].Id != account[XSettings.Identifier] => [new(XSettings.Identifier, $"The access token belongs to the user {me.Data["id"].Id} (@{me.Data["username"].Text}).")],
                { Access: { } access } when !access.Contains("directmessages", StringComparison.Ordinal) => [new("token", $"The access token may only {access}. Give the app the permission Read and write and Direct message, then make the token anew.")],
                _ => [],
            };
        }
        catch (OutboundException e)
        {
            return [new(account["url"] is null ? null : "url", e.Message)];
        }
    }

    public bool CanFollow(ConnectedAccount account) => account["token"] is not null && account[XSettings.Identifier] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new XFollow(this, api, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => api.FileAsync(account, source, cancel);

    /// <summary>
    /// Answers the platform's challenge. It is signed with the same key and in the same way as a delivery: who could have anything signed here could forge deliveries. So only
    /// what can be no JSON is signed.
    /// </summary>
    private static HookAnswer Challenge(string secret, string? token) =>
        token is { Length: > 0 and <= LongestChallenge } && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=' or '+' or '/' or '.') && token.Any(char.IsAsciiLetter) && token is not ("null" or "true" or "false")
            ? new HookAnswer.Say($$"""{"response_token":"{{Proof(secret, Encoding.UTF8.GetBytes(token))}}"}""", "application/json")
            : new HookAnswer.Refuse("crc_token is not a challenge as X writes them.");

    private static string Proof(string secret, ReadOnlySpan<byte> body) => $"sha256={Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
}
