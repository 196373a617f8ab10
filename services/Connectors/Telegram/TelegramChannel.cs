using Inbox.Connectors.Hooks;
using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.Telegram;

/// <summary>A Telegram bot: private chats, groups, and the owner's own chats where the bot is connected to a business account.</summary>
internal sealed class TelegramChannel(TelegramApi api, TelegramSender sender) : IChannel, IHook, IFetch
{
    public const string Name = "telegram";

    /// <summary>The longest message that the platform takes (Bot API, sendMessage).</summary>
    public const int TextLimit = 4096;

    /// <summary>For how long after somebody wrote in a chat of the owner's the bot may answer there (Bot API, BusinessBotRights: can_reply).</summary>
    private static readonly TimeSpan OwnedWindow = TimeSpan.FromHours(24);

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    public static ChannelDescription Describes { get; } = new(
        Name,
        [new("token", Required: true, Secret: true), new("mode", Default: "polling", Choices: ["polling", "webhook"]), new("apiUrl", Default: TelegramSettings.Api)],
        EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit)
    {
        Directly = new(TextLimit) { FileBytes = TelegramSender.LargestFile, Window = OwnedWindow, WindowMark = TelegramMessage.Owned }, PushedWhen = TelegramSettings.Pushed,
    };

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => TelegramReader.Read(input);

    /// <summary>None: the platform says of each message which side wrote it.</summary>
    public IReadOnlySet<string> OwnIds(Storage.Account account) => None;

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) =>
        request.Method == "POST" && Signature.IsSame(TelegramSettings.HookSecret(account), request.Header("X-Telegram-Bot-Api-Secret-Token"))
            ? new HookAnswer.Take()
            : new HookAnswer.Refuse("X-Telegram-Bot-Api-Secret-Token is not the secret that this bot's webhook was set with.");

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        if (TelegramSettings.Problems(account).ToList() is { Count: > 0 } problems)
            return problems;
        try
        {
            var answer = await api.CallAsync(account, "getMe", null, cancel);
            return answer.IsWell ? [] : [answer.Status is 401 or 404
                ? new("token", "Telegram does not know this token. Copy it again from @BotFather; /token shows it.")
                : new(null, $"Telegram answered: {answer.Words}")];
        }
        catch (OutboundException e)
        {
            return [new(account["apiUrl"] is null ? null : "apiUrl", e.Message)];
        }
    }

    public bool CanFollow(ConnectedAccount account) => account["token"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new TelegramFollow(this, api, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => api.FileAsync(account, source, cancel);
}
