using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Meta.Messenger;

/// <summary>The direct messages of a page.</summary>
internal sealed class MessengerChannel(GraphApi graph) : IChannel, IHook, IFetch
{
    public const string Name = "messenger";

    /// <summary>The setting that says which page it is.</summary>
    public const string Id = "pageId";

    /// <summary>The longest text that the platform takes.</summary>
    public const int TextLimit = 2000;

    private readonly MetaSender _sender = new(graph, new("Messenger", "me/messages", TextLimit, CountsBytes: false, NamesType: true, TakesFiles: true));

    public static ChannelDescription Describes { get; } = new(
        Name, MetaSettings.Describe(Id, MetaSettings.HumanAgent), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, IsPushedTo: true);

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => MessengerReader.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => account[Id] is { } id ? new HashSet<string> { id } : [];

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) => MetaHook.Judge(account, request);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => MetaCheck.RunAsync(graph, account, Id, cancel);

    public bool CanFollow(ConnectedAccount account) => account["token"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new TokenWatch(graph, Id, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => _sender.SendAsync(sending, cancel);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => graph.FileAsync(source, null, cancel);
}

/// <summary>Composes the channel.</summary>
internal static class MessengerRoom
{
    public static IServiceCollection AddMessenger(this IServiceCollection services) => services.AddSingleton<IChannel, MessengerChannel>();
}
