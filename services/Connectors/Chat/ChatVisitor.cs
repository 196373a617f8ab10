using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Inbox.Connectors.Chat;

/// <summary>Somebody in front of the widget. Known by an id that nobody can guess, or by what the customer's own site signed.</summary>
/// <param name="Id">What threads and timelines know them by; tells nothing and opens nothing.</param>
/// <param name="User">The site's own id of them, when it was signed.</param>
/// <param name="Email">Their address, when it was signed.</param>
/// <param name="Name">What the site calls them; for showing only.</param>
/// <param name="Until">When the token ends, in seconds since 1970; null for a visitor who is only known by it.</param>
internal sealed record ChatVisitor(
    [property: JsonPropertyName("v")] string Id,
    [property: JsonPropertyName("u")] string? User = null,
    [property: JsonPropertyName("e")] string? Email = null,
    [property: JsonPropertyName("n")] string? Name = null,
    [property: JsonPropertyName("x")] long? Until = null)
{
    private const int IdBytes = 16;

    /// <summary>Somebody new.</summary>
    public static ChatVisitor Anybody() => new("v" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)));

    /// <summary>The same on every device, and another one in another account.</summary>
    public static ChatVisitor Signed(string accountId, string user, string? email, string? name, DateTimeOffset until) =>
        new("u" + Hash($"{accountId}\n{user}")[..(2 * IdBytes)], user, email, name, until.ToUnixTimeSeconds());

    /// <summary>What staff see beside a name, or instead of one.</summary>
    [JsonIgnore]
    public string Handle => User ?? $"visitor-{Hash(Id)[..4]}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
