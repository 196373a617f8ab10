using System.Security.Cryptography;
using System.Text;

namespace Inbox.Connectors;

/// <summary>External keys: what a message is known by in its account for ever.</summary>
internal static class Keys
{
    /// <summary>Lower-case hex of the SHA-256 over the parts that a channel identifies a message by, which cannot run into each other.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
