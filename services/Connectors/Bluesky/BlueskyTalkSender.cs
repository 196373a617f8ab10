using System.Globalization;
using System.Text;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Bluesky;

/// <summary>Sends a direct message. The chat service has no key against sending twice: what may have arrived stays unconfirmed, and a person decides.</summary>
internal sealed class BlueskyTalkSender(BlueskyApi api, TimeProvider clock)
{
    private const int MostBytes = 10_000;

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var reply = sending.Reply;
        if (Problem(sending) is { } problem)
            return new SendOutcome.Refused(problem);
        string? talk;
        try
        {
            var found = await api.GetAsync(sending.Account, $"{BlueskyTalk.Service}.getConvoForMembers", [("members", reply.Recipient.ExternalId!)], cancel);
            talk = found.Body["convo"]["id"].Text;
            if (!found.IsWell || talk is null)
                return BlueskyOutcome.Of(found, clock);
        }
        catch (OutboundException e)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message); // nothing was said yet
        }
        await sending.HandingOver(cancel);
        try
        {
            var facets = BlueskyFacets.Of(reply.Text, new Dictionary<string, string>());
            object message = facets.Count > 0 ? new { text = reply.Text, facets } : new { text = reply.Text };
            var answer = await api.PostAsync(sending.Account, $"{BlueskyTalk.Service}.sendMessage", _ => new { convoId = talk, message }, cancel);
            if (answer.Reply.Status is 408 or >= 500)
                return new SendOutcome.Unknown($"Bluesky broke off (HTTP {answer.Reply.Status}), so nobody knows whether it went out. Look in the conversation before you send it again.");
            return answer.IsWell && answer.Body["id"].Text is { } id ? new SendOutcome.Sent(BlueskyTalk.Name(talk!, id)) : BlueskyOutcome.Of(answer, clock);
        }
        catch (OutboundException e)
        {
            return e.MayHaveArrived ? new SendOutcome.Unknown($"{e.Message} Look in the conversation before you send it again.") : new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
    }

    private static string? Problem(Sending sending)
    {
        var text = sending.Reply.Text;
        return sending.Reply.Recipient.ExternalId?.StartsWith("did:", StringComparison.Ordinal) != true ? "It is not known whom this goes to."
            : sending.Files.Count > 0 ? "No files can go with a direct message on Bluesky. Write a link instead."
            : new StringInfo(text).LengthInTextElements is var count && count > BlueskyChannel.TalkLimit ? $"Bluesky takes at most {BlueskyChannel.TalkLimit} characters in a direct message; this has {count}. Send it in two."
            : Encoding.UTF8.GetByteCount(text) is var bytes && bytes > MostBytes ? $"Bluesky takes at most {MostBytes} bytes; this has {bytes}. Send it in two."
            : null;
    }
}
