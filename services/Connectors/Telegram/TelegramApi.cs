using System.Text;
using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Telegram;

/// <summary>Calls of the Bot API (core.telegram.org/bots/api). The token stands in the path, as the platform wants it, so no address is ever logged or shown.</summary>
internal sealed class TelegramApi(OutboundHttp http)
{
    private const int LargestFile = 20_000_000; // getFile

    /// <param name="account">The bot.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="values">Its parameters; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="longest">How long the answer may take.</param>
    public Task<TelegramAnswer> CallAsync(ConnectedAccount account, string method, object? values, CancellationToken cancel, TimeSpan? longest = null) =>
        SendAsync(account, method, values is null ? null : Bodies.Json(JsonSerializer.SerializeToUtf8Bytes(values)), longest ?? (method.StartsWith("get", StringComparison.Ordinal) ? OutboundHttp.LongestLook : null), cancel);

    /// <summary>A call that carries a file.</summary>
    public Task<TelegramAnswer> UploadAsync(ConnectedAccount account, string method, HttpContent form, CancellationToken cancel) => SendAsync(account, method, form, TimeSpan.FromMinutes(2), cancel);

    /// <summary>A file's bytes.</summary>
    public async Task<byte[]> FileAsync(ConnectedAccount account, string fileId, CancellationToken cancel)
    {
        var found = await CallAsync(account, "getFile", new { file_id = fileId }, cancel);
        if (!found.IsWell)
            throw new ChannelException($"Telegram says: {found.Words}") { Transient = found.Status is 429 or >= 500 };
        if (found.Result["file_path"].Text is not { } path || found.Result["file_size"].Number > LargestFile)
            throw new ChannelException("Telegram lets bots fetch files of at most 20 MB.") { Transient = false };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{TelegramSettings.ApiUrl(account)}/file/bot{account["token"]}/{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}");
        var reply = await http.SendAsync(request, cancel, OutboundHttp.Longest);
        return reply.IsWell ? reply.Body : throw new ChannelException($"Telegram did not hand the file over (HTTP {reply.Status}).") { Transient = reply.Status is 429 or >= 500 };
    }

    private async Task<TelegramAnswer> SendAsync(ConnectedAccount account, string method, HttpContent? content, TimeSpan? longest, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{TelegramSettings.ApiUrl(account)}/bot{account["token"]}/{method}") { Content = content };
        return new(await http.SendAsync(request, cancel, longest));
    }
}

/// <summary>What the Bot API answered.</summary>
internal sealed class TelegramAnswer(HttpReply reply)
{
    private readonly Node _body = Node.Read(reply.Body, out _) ?? default;

    public int Status => reply.Status;

    public bool IsWell => reply.IsWell && _body["ok"].IsTrue;

    public Node Result => _body["result"];

    /// <summary>The platform's own words, or what can be said without them.</summary>
    public string Words => _body["description"].Text ?? $"HTTP {reply.Status}, {Encoding.UTF8.GetString(reply.Body.AsSpan(0, Math.Min(reply.Body.Length, 100)))}";

    /// <summary>Flood control: how long to wait.</summary>
    public TimeSpan? RetryAfter => _body["parameters"]["retry_after"].Number is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400)) : reply.RetryAfter;

    /// <summary>What was sent as a picture is none that the platform can show: broken, or more than twenty times as long as wide.</summary>
    public bool IsNoPhoto => Status == 400 && (Words.Contains("PHOTO_INVALID_DIMENSIONS", StringComparison.Ordinal) || Words.Contains("IMAGE_PROCESS_FAILED", StringComparison.Ordinal));

    /// <summary>The business connection was ended, or has another name now.</summary>
    public bool IsUnconnected => Status == 400 && Words.Contains("business connection not found", StringComparison.OrdinalIgnoreCase);

    /// <summary>Nobody has written in the owner's chat for too long (core.telegram.org/method/messages.sendMessage: BUSINESS_PEER_USAGE_MISSING).</summary>
    public bool IsLate => Status == 400 && Words.Contains("BUSINESS_PEER_USAGE_MISSING", StringComparison.Ordinal);

    /// <summary>The group has become a supergroup and goes by this id now.</summary>
    public string? MovedTo => _body["parameters"]["migrate_to_chat_id"].Id;
}
