using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Meta.Facebook;

/// <summary>The comments under a page's posts.</summary>
internal sealed class FacebookChannel(GraphApi graph) : IChannel, IHook, IFetch
{
    public const string Name = "facebook";

    /// <summary>The setting that says which page it is.</summary>
    public const string Id = "pageId";

    /// <summary>The longest answer in the open, and in private.</summary>
    public const int TextLimit = 8000, PrivateLimit = 2000;

    private readonly CommentSender _sender = new(graph, new(graph, new("Facebook", "me/messages", PrivateLimit, CountsBytes: false, NamesType: true, TakesFiles: true)), "comments", TextLimit);

    public static ChannelDescription Describes { get; } = new(Name, MetaSettings.Describe(Id), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, AnswersPrivately: true, IsPushedTo: true);

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => FacebookReader.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => account[Id] is { } id ? new HashSet<string> { id } : [];

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) => MetaHook.Judge(account, request);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => MetaCheck.RunAsync(graph, account, Id, cancel);

    public bool CanFollow(ConnectedAccount account) => account["token"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new TokenWatch(graph, Id, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => _sender.SendAsync(sending, cancel);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => graph.FileAsync(source, null, cancel);
}

/// <summary>Composes the channel.</summary>
internal static class FacebookRoom
{
    public static IServiceCollection AddFacebook(this IServiceCollection services) => services.AddSingleton<IChannel, FacebookChannel>();
}
