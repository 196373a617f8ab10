using Inbox.Connectors.Hooks;
using Inbox.Connectors.Lookups;
using Inbox.Connectors.Posts;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>What is particular to a member of the family.</summary>
/// <param name="Describes">What the rest of the product may know of it.</param>
/// <param name="Id">The setting that says which page, profile or number it is.</param>
/// <param name="Read">Reads its deliveries.</param>
/// <param name="Send">Sends its replies.</param>
/// <param name="Fetch">Fetches its files, where their address alone does not lead to them.</param>
internal sealed record Member(
    ChannelDescription Describes,
    string Id,
    Func<RawInput, Reading> Read,
    Func<Sending, CancellationToken, Task<SendOutcome>> Send,
    Func<ConnectedAccount, string, CancellationToken, Task<byte[]>>? Fetch = null)
{
    /// <summary>Hides a comment or shows it again; null where the platform lets nobody do that.</summary>
    public CommentHider? Hides { get; init; }

    /// <summary>What must be subscribed for anything to come in.</summary>
    public Subscription? Hears { get; init; }

    /// <summary>The permission without which nothing can be answered, where the token itself tells its permissions.</summary>
    public string? Needs { get; init; }

    /// <summary>Tokens that are renewed here; null where staff make new ones.</summary>
    public Renewal? Renews { get; init; }

    /// <summary>What it published; null where there are no posts.</summary>
    public MetaPosts? Posts { get; init; }

    /// <summary>Asks for mentions of us, of which deliveries tell no more than where; null where they say it all.</summary>
    public Func<GraphApi, IChannel, Following, CancellationToken, Task>? Mentions { get; init; }

    /// <summary>Where is looked for what was missed while nothing came in; nowhere where the platform shows no such list.</summary>
    public IReadOnlyList<Shelf> Missed { get; init; } = [];

    /// <summary>What its people are called; null where messages say it, or nobody does.</summary>
    public MetaProfile? Profile { get; init; }

    /// <summary>Lists approved texts; null where the platform has none.</summary>
    public Func<ConnectedAccount, CancellationToken, Task<IReadOnlyList<MessageTemplate>>>? Templates { get; init; }
}

/// <summary>How tokens are renewed.</summary>
/// <param name="Is">Whether an account's token is one of them.</param>
/// <param name="LookAsync">Renews it when it is time; when it ends.</param>
internal sealed record Renewal(Func<ConnectedAccount, bool> Is, Func<GraphApi, Following, CancellationToken, Task<DateTimeOffset?>> LookAsync);

/// <summary>A channel of the family: pushed and signed alike, checked and watched alike; the rest its member says.</summary>
internal sealed class MetaChannel(GraphApi graph, Member member) : IChannel, ISharedHook, IFetch, IModerate, ITemplates, IPosts, IProfiles
{
    public ChannelDescription Description => member.Describes;

    public Reading Read(RawInput input) => member.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => account[member.Id] is { } id ? new HashSet<string> { id } : [];

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) => MetaHook.Judge(account, request);

    public IReadOnlySet<string> Named(ReadOnlyMemory<byte> body) => MetaHook.Named(body);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => MetaCheck.RunAsync(graph, account, member, cancel);

    public bool CanFollow(ConnectedAccount account) => account["token"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new TokenWatch(graph, this, member, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => member.Send(sending, cancel);

    public Task ModerateAsync(ConnectedAccount account, string externalId, ModerationState state, CancellationToken cancel) =>
        member.Hides?.RunAsync(account, externalId, state is ModerationState.Hidden, cancel) ?? throw new ChannelException("On this platform nobody can choose who sees a message.") { Transient = false };

    public Task<IReadOnlyList<MessageTemplate>> TemplatesAsync(ConnectedAccount account, CancellationToken cancel) =>
        member.Templates?.Invoke(account, cancel) ?? throw new ChannelException("This platform has no templates.") { Transient = false };

    public Task<FoundPost?> FindAsync(ConnectedAccount account, string externalId, CancellationToken cancel) =>
        member.Posts?.FindAsync(graph, account, member.Id, externalId, cancel) ?? Task.FromResult<FoundPost?>(null);

    public Task<Party?> PersonAsync(ConnectedAccount account, string externalId, CancellationToken cancel) =>
        member.Profile?.FindAsync(graph, account, externalId, cancel) ?? Task.FromResult<Party?>(null);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) =>
        member.Fetch?.Invoke(account, source, cancel) ?? graph.FileAsync(source, null, cancel);
}
