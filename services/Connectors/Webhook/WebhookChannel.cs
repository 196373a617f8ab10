using Inbox.Connectors.Hooks;
using Inbox.Contracts;

namespace Inbox.Connectors.Webhook;

/// <summary>The door for anything else: signed JSON comes in, signed JSON goes out (Standard Webhooks 1.0).</summary>
internal sealed class WebhookChannel(WebhookSender sender) : IChannel, IHook, IProbe
{
    public const string Name = "webhook";

    public static ChannelDescription Describes { get; } = new(
        Name, [new("secret", Required: true, Secret: true), new("replyUrl")], EpisodeGap: TimeSpan.FromHours(72), "application/json", IsPushedTo: true) { AnswersNeed = "replyUrl" };

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => WebhookReader.Read(input);

    /// <summary>None: what comes in says of itself which side wrote it.</summary>
    public IReadOnlySet<string> OwnIds(Storage.Account account) => None;

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) =>
        request.Method != "POST" ? new HookAnswer.Refuse("Deliveries come as POST.") : WebhookSignature.Judge(WebhookSecrets.Of(account), request);

    /// <summary>An address that stood before refuses nothing: a secret that leaked is replaced while its receiver is away or has the old one still. The next pings tell.</summary>
    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) =>
        WebhookSecrets.Problems(account) is { Count: > 0 } problems ? problems
        : account.Changed?.Contains("replyUrl") == false ? []
        : await sender.ProbeAsync(account, cancel) is { } reason ? [new("replyUrl", reason)]
        : [];

    public bool CanFollow(ConnectedAccount account) => false;

    public Task FollowAsync(Following following, CancellationToken cancel) => throw new NotSupportedException("Everything is pushed here; there is nothing to follow.");

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    public Task<string?> ProbeAsync(ConnectedAccount account, CancellationToken cancel) => sender.ProbeAsync(account, cancel);
}
