using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>
/// The token of Instagram's own login lives for 60 days and can be renewed for 60 more once it is a day old; whoever lets it end must log in again. Nothing tells its age, so it is tried as soon as it
/// is known and once a week from then on: weeks in which that fails cost nothing.
/// </summary>
/// <param name="Token">A part of its hash: what is known holds for that token alone.</param>
/// <param name="Next">When it is to be renewed.</param>
/// <param name="Ends">When it ends; null while nobody has said so.</param>
internal sealed record InstagramToken(string Token, DateTimeOffset Next, DateTimeOffset? Ends)
{
    private const string Cursor = "token", Setting = "token";
    private static readonly TimeSpan Every = TimeSpan.FromDays(7), Refused = TimeSpan.FromDays(1);

    /// <summary>Whether an account has such a token, and not that of a page.</summary>
    public static bool IsOwnLogin(ConnectedAccount account) =>
        account[Setting]?.StartsWith("IG", StringComparison.Ordinal) == true || (Uri.TryCreate(MetaSettings.GraphUrl(account), UriKind.Absolute, out var url) && url.Host == "graph.instagram.com");

    /// <summary>Renews it when it is time; when it ends.</summary>
    public static async Task<DateTimeOffset?> LookAsync(GraphApi graph, Following following, CancellationToken cancel)
    {
        var (token, now) = (following.Account[Setting]!, following.Clock.GetUtcNow());
        var known = await following.CursorAsync(Cursor, cancel) is { } text && JsonSerializer.Deserialize<InstagramToken>(text) is { } read && read.Token == Print(token) ? read : new(Print(token), now, null);
        if (now < known.Next)
            return known.Ends;
        var answer = await graph.RenewAsync(following.Account, cancel);
        if (answer.IsBusy || answer.IsUnwell)
            return known.Ends;
        if (!answer.IsWell || answer.Body["access_token"].Text is not { Length: > 0 } fresh || answer.Body["expires_in"].Number is not { } seconds)
            return await KeepAsync(following, known with { Next = now + Refused }, cancel);
        // What staff have pasted meanwhile is newer than what was renewed.
        if (fresh != token && !await following.RenewSecretAsync(Setting, token, fresh, cancel))
            return known.Ends;
        return await KeepAsync(following, new(Print(fresh), now + Every, now.AddSeconds(seconds)), cancel);
    }

    private static async Task<DateTimeOffset?> KeepAsync(Following following, InstagramToken known, CancellationToken cancel)
    {
        await following.MoveAsync(Cursor, JsonSerializer.Serialize(known), cancel);
        return known.Ends;
    }

    private static string Print(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..16];
}
