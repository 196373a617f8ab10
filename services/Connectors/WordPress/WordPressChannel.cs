using Inbox.Connectors.Hooks;
using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.WordPress;

/// <summary>The comments of a WordPress site: asked for, and pushed as well where our plugin is installed.</summary>
internal sealed class WordPressChannel(WordPressApi api, WordPressSender sender, Lazy<Storage.Cursors> cursors, Pace? pace = null) : IChannel, IHook, IModerate, IFetch
{
    public const string Name = "wordpress";

    /// <summary>The plugin's header: <c>sha256=</c> and hex digits.</summary>
    public const string SignatureHeader = "X-Inbox-Signature";

    private const string Scheme = "sha256=";

    /// <summary>Bytes of the longest comment, as the HTML that it is stored as (wp_get_comment_fields_max_lengths).</summary>
    public const int TextLimit = 65_525;

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    public static ChannelDescription Describes { get; } = new(
        Name,
        [new("url", Required: true), new("user", Required: true), new("password", Required: true, Secret: true), new("secret", Secret: true)],
        EpisodeGap: TimeSpan.FromHours(72), "application/json", IsPushedTo: true)
    {
        InTheOpen = new(TextLimit, TextCount.HtmlBytes) { Files = 0 },
        Moderation = [ModerationState.Approved, ModerationState.Held, ModerationState.Spam],
    };

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => WordPressReader.Read(input);

    public bool LooksForChanges => true;

    /// <summary>None: settings name a login, comments name numbers; the follower says with each comment which side wrote it.</summary>
    public IReadOnlySet<string> OwnIds(Storage.Account account) => None;

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) =>
        request.Method == "POST" && request.Header(SignatureHeader) is { } proof && proof.StartsWith(Scheme, StringComparison.Ordinal)
            && Signature.IsHex(account["secret"], request.Body.Span, proof[Scheme.Length..])
            ? new HookAnswer.Take()
            : new HookAnswer.Refuse($"{SignatureHeader} is not the signature of these bytes by this account's secret.");

    public async Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel)
    {
        if (WordPressSettings.Problems(account).ToList() is { Count: > 0 } problems)
            return problems;
        try
        {
            var me = await api.GetAsync(account, "users/me", "context=edit", cancel);
            if (!me.IsWell || me.Body["id"].Id is null)
                return [Problem(me)];
            if (!me.Body["capabilities"]["moderate_comments"].IsTrue)
                return [new("user", $"'{account["user"]}' may not moderate comments. Use an editor or an administrator.")];
            var watch = WordPressWatch.Read(await cursors.Value.FindAsync(account.Account.Id, WordPressFollow.Cursor, cancel));
            return await WordPressSite.ProblemAsync(api, account, watch, WordPressSite.Name(me.Body), cancel) is { } problem ? [new("url", problem)] : [];
        }
        catch (OutboundException e)
        {
            return [new("url", e.Message)];
        }
    }

    public bool CanFollow(ConnectedAccount account) => account["url"] is not null && account["user"] is not null && account["password"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new WordPressFollow(this, api, following, pace ?? new()).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    /// <summary>The picture of an article: it lies in the open, often on another host, so the password stays here.</summary>
    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => api.FileAsync(source, cancel);

    /// <summary>WordPress answers as if it had done what a plugin kept it from: what it answers is looked at.</summary>
    public async Task ModerateAsync(ConnectedAccount account, string externalId, ModerationState state, CancellationToken cancel)
    {
        var (path, asked) = ($"comments/{Uri.EscapeDataString(externalId)}", WordPressComment.Status(state));
        var answer = await api.PostAsync(account, path, new { status = asked }, cancel);
        // So it answers, too, when somebody has done the same before and there is nothing left to change.
        if (answer.Code == "rest_comment_failed_edit" && (await api.GetAsync(account, path, "context=edit", cancel)).Body["status"].Text == asked)
            return;
        if (answer.Code == "rest_comment_invalid_id")
            throw new ChannelException("This comment is not there any more.") { Transient = false };
        if (!answer.IsWell)
            throw new ChannelException(answer.Explain().Problem);
        if (answer.Body["status"].Text is { } status && status != asked)
            throw new ChannelException($"WordPress left this comment as {status}.");
    }

    private static SettingProblem Problem(WordPressAnswer answer)
    {
        var (setting, words) = answer.Explain();
        return new(setting, words);
    }
}
