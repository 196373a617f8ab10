using System.Security.Cryptography;
using System.Text;

namespace Inbox.Threads;

/// <summary>Message-IDs as keys: hashed, since nothing limits their length.</summary>
internal static class MailId
{
    private const int MostNamed = 60;
    private const int Stored = 16;

    public static string Hash(string messageId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 16));

    /// <summary>What a hash is stored and found by: its first half. Two ids may share it, so what is found is compared by whole hashes.</summary>
    public static string Key(string hash) => hash[..Stored];

    /// <summary>The ids that a mail names, most telling first: In-Reply-To, then References from last to first. Of endless lists, the first and the last ones.</summary>
    public static IReadOnlyList<string> Named(IReadOnlyList<string> inReplyTo, IReadOnlyList<string> references)
    {
        var all = inReplyTo.Concat(references.Reverse()).Where(id => id.Length > 0).Distinct().ToList();
        return all.Count <= MostNamed ? all : [.. all.Take(MostNamed - 1), all[^1]];
    }
}
