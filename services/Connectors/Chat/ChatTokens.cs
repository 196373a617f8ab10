using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>
/// What a browser proves with who it is: the visitor, and an HMAC over account and visitor under a key of this installation. Nothing is stored for somebody who only
/// looks at a page, every process can judge a token, and one account's opens nothing in another.
/// </summary>
internal sealed class ChatTokens(MasterKey master, TimeProvider clock)
{
    private const int MostLength = 2048;
    private readonly byte[] _key = master.For("chat");

    public string Of(string accountId, ChatVisitor visitor)
    {
        var body = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(visitor));
        return $"{body}.{Base64Url.EncodeToString(Mac(accountId, body))}";
    }

    /// <summary>The visitor of a token that is ours, for this account, and not over.</summary>
    public ChatVisitor? Read(string accountId, string? token)
    {
        if (token is not { Length: > 0 and <= MostLength } || token.Split('.') is not [var body, var claimed] || Bytes(claimed) is not { } mac
            || !CryptographicOperations.FixedTimeEquals(Mac(accountId, body), mac) || Bytes(body) is not { } bytes)
            return null;
        var visitor = JsonSerializer.Deserialize<ChatVisitor>(bytes)!;
        return visitor.Until is { } until && clock.GetUtcNow().ToUnixTimeSeconds() > until ? null : visitor;
    }

    private byte[] Mac(string accountId, string body) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{accountId}\n{body}"));

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length) ? bytes[..length] : null;
    }
}
