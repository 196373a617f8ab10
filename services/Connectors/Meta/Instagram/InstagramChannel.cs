using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>A professional profile: its direct messages, and the comments under its posts.</summary>
internal sealed class InstagramChannel(GraphApi graph) : IChannel, IHook, IFetch
{
    public const string Name = "instagram";

    /// <summary>The setting that says which profile it is.</summary>
    public const string Id = "instagramId";

    /// <summary>The longest direct message, in bytes.</summary>
    public const int TextLimit = 1000;

    /// <summary>The longest answer to a comment.</summary>
    public const int CommentLimit = 300;

    private readonly CommentSender _sender = new(graph, new(graph, new("Instagram", "me/messages", TextLimit, CountsBytes: true, NamesType: false, TakesFiles: false)), "replies", CommentLimit);

    public static ChannelDescription Describes { get; } = new(
        Name, MetaSettings.Describe(Id, MetaSettings.HumanAgent), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, AnswersPrivately: true, IsPushedTo: true);

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => InstagramReader.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => account[Id] is { } id ? new HashSet<string> { id } : [];

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) => MetaHook.Judge(account, request);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => MetaCheck.RunAsync(graph, account, Id, cancel);

    public bool CanFollow(ConnectedAccount account) => account["token"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new TokenWatch(graph, Id, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => _sender.SendAsync(sending, cancel);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => graph.FileAsync(source, null, cancel);
}

/// <summary>Composes the channel.</summary>
internal static class InstagramRoom
{
    public static IServiceCollection AddInstagram(this IServiceCollection services) => services.AddSingleton<IChannel, InstagramChannel>();
}
