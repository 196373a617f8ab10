using System.Text;

namespace Inbox.Connectors.Chat;

/// <summary>What a site says of who is signed in there: an id, and the address if the signature covers it.</summary>
/// <param name="User">The site's id of them.</param>
/// <param name="Email">Their address.</param>
/// <param name="Name">What to call them; not signed, for showing only.</param>
/// <param name="Signature">Lower-case hex of HMAC-SHA256 under the account's secret, over the id, or over id, line feed, address.</param>
internal sealed record ChatIdentity(string? User, string? Email, string? Name, string? Signature)
{
    private const int Longest = 200;

    /// <summary>Whether the account's secret signed exactly this. An account without a secret believes nobody.</summary>
    public bool IsGenuine(ConnectedAccount account) =>
        User is { Length: > 0 and <= Longest } && Email is null or { Length: > 0 and <= Longest }
        && !(User + Email).Contains('\n', StringComparison.Ordinal)
        && Hooks.Signature.IsHex(account["secret"], Encoding.UTF8.GetBytes(Email is null ? User : $"{User}\n{Email}"), Signature);
}
