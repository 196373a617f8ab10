using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Webhook;

/// <summary>Sends replies to the caller's own address, signed as what comes in is. The id is the same at every try, so that a receiver takes a reply once.</summary>
internal sealed class WebhookSender(OutboundHttp http, TimeProvider clock)
{
    /// <summary>Two tries in vain, and the pause between, are over within the minute in which staff are to hear that a receiver says nothing.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private const string NoKey = "The secret of this account cannot be used. Write a new one under Settings, then send again.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        if (sending.Account["replyUrl"] is not { } url)
            return new SendOutcome.Refused("Nobody is told of replies here: this account has no reply address. Add 'Where replies go' under Settings, then send again.");
        if (WebhookSecrets.Of(sending.Account) is not { Count: > 0 } keys)
            return new SendOutcome.Refused(NoKey);
        using var request = Request(url, keys, sending.Reply.ReplyId, Body(sending));
        await sending.HandingOver(cancel);
        try
        {
            var answer = await http.SendAsync(request, cancel, Longest);
            return HttpOutcome.Of(answer, () => new SendOutcome.Sent(Node.Read(answer.Body, out _)?["id"].Id ?? sending.Reply.ReplyId), Words(answer));
        }
        catch (OutboundException e)
        {
            // The id lets the receiver know a repeat, so trying again can do no harm.
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
    }

    /// <summary>Whether the receiver takes what we sign: it need not know what a ping is, and may say so.</summary>
    public async Task<string?> ProbeAsync(ConnectedAccount account, CancellationToken cancel)
    {
        if (account["replyUrl"] is not { } url)
            return null; // nothing that could fail
        if (WebhookSecrets.Of(account) is not { Count: > 0 } keys)
            return NoKey;
        var now = clock.GetUtcNow();
        using var request = Request(url, keys, $"ping-{now.ToUnixTimeMilliseconds()}", JsonSerializer.SerializeToUtf8Bytes(new { type = "ping", timestamp = now.UtcDateTime, data = new { } }, Json));
        try
        {
            var answer = await http.SendAsync(request, cancel, Longest);
            return HttpOutcome.Of(answer, () => new SendOutcome.Sent(""), Words(answer)) switch
            {
                _ when answer.Status is >= 300 and < 400 or 410 => $"The address where replies go has moved or is gone (HTTP {answer.Status}); redirects are not followed. Write the new one under Settings.",
                SendOutcome.Retry retry => retry.Reason,
                SendOutcome.Refused { BlamesAccount: true } refused => refused.Reason,
                _ => null,
            };
        }
        catch (OutboundException e)
        {
            return e.Message;
        }
    }

    private HttpRequestMessage Request(string url, IReadOnlyList<byte[]> keys, string id, byte[] body)
    {
        var stamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new(HttpMethod.Post, url)
        {
            Content = Bodies.Json(body),
            Headers =
            {
                { WebhookSignature.IdHeader, id },
                { WebhookSignature.TimestampHeader, stamp },
                { WebhookSignature.SignatureHeader, WebhookSignature.Sign(keys, id, stamp, body) },
            },
        };
    }

    private static byte[] Body(Sending sending)
    {
        var r = sending.Reply;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "reply.sent",
                timestamp = r.CreatedAt.UtcDateTime,
                data = new
                {
                    id = r.ReplyId,
                    conversation = r.ConversationId,
                    thread = WebhookMessage.Theirs(r.ThreadKey, r.AccountId),
                    parent = r.ParentExternalId,
                    visibility = r.Visibility,
                    recipient = new { id = WebhookMessage.Theirs(r.Recipient.ExternalId, r.AccountId), r.Recipient.Name, r.Recipient.Handle, r.Recipient.Address },
                    author = r.StaffName is null ? null : new { name = r.StaffName },
                    r.Subject,
                    r.Text,
                    attachments = sending.Files.Count == 0 ? null : sending.Files.Select(f => new { f.Name, type = f.MediaType, size = f.Content.Length, content = Convert.ToBase64String(f.Content) }),
                },
            },
            Json);
    }

    /// <summary>What the receiver says of itself: the "detail" or "error" of its JSON.</summary>
    private static string? Words(HttpReply answer) => Node.Read(answer.Body, out _) is { } body ? body["detail"].Text ?? body["error"].Text ?? body["message"].Text : null;
}
