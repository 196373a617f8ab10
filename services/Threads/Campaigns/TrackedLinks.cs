using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>The links that staff made. Following one writes nothing: who came is known from what they say afterwards, or not at all.</summary>
public sealed class TrackedLinks
{
    private const int LongestTarget = 2000;
    private const int LongestKey = 200;
    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal TrackedLinks(Database database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>All that stand, newest first.</summary>
    public Task<List<TrackedLink>> ListAsync(CancellationToken cancel) =>
        _database.ListAsync<TrackedLink>($"{TrackedLink.Select} where removed_at is null order by created_at desc, reference", null, cancel);

    /// <summary>One that stands; null for what nobody made, or took away.</summary>
    public Task<TrackedLink?> FindAsync(string reference, CancellationToken cancel) =>
        _database.OneAsync<TrackedLink?>($"{TrackedLink.Select} where reference = @reference and removed_at is null", new { reference = reference.ToLowerInvariant() }, cancel);

    /// <summary>Makes a link.</summary>
    /// <param name="target">Where it leads.</param>
    /// <param name="campaign">What it says of whoever follows it.</param>
    /// <param name="mailKey">What the campaign's mails are known by besides the reference.</param>
    /// <param name="by">The member of staff.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>The link; else the field that is wrong, and why.</returns>
    public async Task<(TrackedLink? Link, string Field, string Problem)> AddAsync(string target, Campaign campaign, string? mailKey, string by, CancellationToken cancel)
    {
        if (Page(target) is not { } page)
            return (null, "target", "This is no page that a link can lead to. Write its whole address, like https://www.example.com/spring.");
        if (Campaign.Word(campaign.Name) is not { } name)
            return (null, "campaign", "A link has the name of its campaign.");
        if (mailKey?.Trim() is { Length: > LongestKey })
            return (null, "mailKey", $"What its mails are known by has at most {LongestKey} characters.");
        var link = new TrackedLink
        {
            Reference = LinkReference.New(name),
            Target = page,
            CampaignName = name,
            Source = Campaign.Word(campaign.Source),
            Medium = Campaign.Word(campaign.Medium),
            MailKey = Key(mailKey),
            CreatedMs = _clock.Now(),
            CreatedBy = by,
        };
        await _database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                insert into tracked_links (reference, target, campaign, source, medium, mail_key, created_at, created_by)
                values (@Reference, @Target, @CampaignName, @Source, @Medium, @MailKey, @CreatedMs, @CreatedBy)
                """,
                link, cancel),
            cancel);
        return (link, "", "");
    }

    /// <summary>Takes a link away: it leads nowhere any more, and brings nobody. What it brought stays. False when there is none.</summary>
    public async Task<bool> RemoveAsync(string reference, CancellationToken cancel) =>
        await _database.WriteAsync(
            transaction => transaction.RunAsync("update tracked_links set removed_at = @now where reference = @reference and removed_at is null", new { reference, now = _clock.Now() }, cancel), cancel) > 0;

    /// <summary>As mails and staff write it: brackets and case make no difference.</summary>
    internal static string? Key(string? text) => text?.Trim().Trim('<', '>').ToLowerInvariant() is { Length: > 0 } key ? Clean.Text(key) : null;

    /// <summary>An address of the web, whole and without a password in it; everything else could do something else than show a page.</summary>
    private static string? Page(string target) =>
        target.Length <= LongestTarget && Uri.TryCreate(target.Trim(), UriKind.Absolute, out var page) && page.Scheme is "https" or "http" && page.UserInfo.Length == 0 && page.Host.Length > 0
            ? page.AbsoluteUri
            : null;
}
