using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.Mastodon;

/// <summary>Answers a status under it, as openly as it was written or, when staff wish so, in private. The reply's own name is the idempotency key: handed over twice, it stands there once.</summary>
internal sealed class MastodonSender(MastodonApi api, TimeProvider clock)
{
    private const int Looks = 30;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        if (sending.Reply.ParentExternalId is not { } parent)
            return new SendOutcome.Refused("It is not known which post this answers.");
        try
        {
            var answered = await api.GetAsync(sending.Account, $"v1/statuses/{Uri.EscapeDataString(parent)}", cancel);
            if (!answered.IsWell)
                return Failed(answered);
            if (VisibilityOf(sending.Reply, answered.Body) == "direct" && await StrangersAsync(sending, answered.Body, cancel) is { } refused)
                return refused;
            var limits = MastodonLimits.Of((await api.InstanceAsync(sending.Account, cancel)).Body);
            var text = Named(sending.Reply, answered.Body);
            if (limits.Count(text) is var count && count > limits.Characters)
                return new SendOutcome.Refused($"This server takes at most {limits.Characters} characters, and with the name of whom it answers this has {count}. Send it in two.");
            if (limits.Problem(sending.Files) is { } problem)
                return new SendOutcome.Refused(problem);
            var (files, failed) = await UploadAsync(sending, cancel);
            return failed ?? await PostAsync(sending, Values(sending.Reply, answered.Body, text, files), cancel);
        }
        catch (OutboundException e)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message); // nothing was published yet
        }
    }

    /// <summary>Refuses a private post that would go to a stranger. Whose the account is, is asked only where a name might be its own.</summary>
    private async Task<SendOutcome?> StrangersAsync(Sending sending, Node answered, CancellationToken cancel)
    {
        if (MastodonNames.Stranger(sending.Reply, answered, null) is null)
            return null;
        var us = await api.GetAsync(sending.Account, "v1/accounts/verify_credentials", cancel);
        return !us.IsWell ? Failed(us)
            : MastodonNames.Stranger(sending.Reply, answered, MastodonParty.Of(us.Body)) is { } stranger
            ? new SendOutcome.Refused($"On Mastodon whoever is named in a private post gets it, and @{stranger} is not part of this conversation. Write the name without the @.")
            : null;
    }

    /// <summary>Whoever is not named hears nothing.</summary>
    private static string Named(SendReply reply, Node answered) => Mention.Of(reply.Recipient.Handle ?? answered["account"]["acct"].Text, reply.Text);

    private static string VisibilityOf(SendReply reply, Node answered) => reply.Visibility == Visibility.Private ? "direct" : answered["visibility"].Text ?? "public";

    private static Dictionary<string, object> Values(SendReply reply, Node answered, string text, List<string> files)
    {
        var values = new Dictionary<string, object>
        {
            ["status"] = text, ["in_reply_to_id"] = answered["id"].Id!, ["visibility"] = VisibilityOf(reply, answered),
        };
        if (files.Count > 0)
            values["media_ids"] = files;
        return values;
    }

    private async Task<(List<string> Ids, SendOutcome? Failed)> UploadAsync(Sending sending, CancellationToken cancel)
    {
        var ids = new List<string>();
        foreach (var file in sending.Files)
        {
            var answer = await api.UploadAsync(sending.Account, file, cancel);
            for (var i = 0; answer.IsWell && answer.Reply.Status is 202 or 206 && i < Looks; i++)
            {
                await Task.Delay(Look, clock, cancel);
                answer = await api.GetAsync(sending.Account, $"v1/media/{Uri.EscapeDataString(answer.Body["id"].Id ?? "")}", cancel);
            }
            if (!answer.IsWell || answer.Reply.Status != 200 || answer.Body["id"].Id is not { } id)
                return (ids, answer.Reply.Status is 202 or 206 ? new SendOutcome.Retry(Look, $"The server is still busy with {file.Name}.") : Failed(answer));
            ids.Add(id);
        }
        return (ids, null);
    }

    private async Task<SendOutcome> PostAsync(Sending sending, Dictionary<string, object> values, CancellationToken cancel)
    {
        await sending.HandingOver(cancel);
        return await UnderKey.SendAsync(
            async () =>
            {
                var answer = await api.PostAsync(sending.Account, "v1/statuses", values, sending.Reply.ReplyId, cancel);
                return answer.IsWell && answer.Body["id"].Id is { } id ? new SendOutcome.Sent(id) : Failed(answer);
            },
            clock, cancel);
    }

    private SendOutcome Failed(MastodonAnswer answer) => answer.Reply.Status switch
    {
        404 => new SendOutcome.Refused("The post that this answers is not there any more, or its author has blocked this account."),
        401 or 403 => new SendOutcome.Refused($"{answer.Explain().Problem} Then send again."),
        429 => SendOutcome.Retry.Told(answer.Reset - clock.GetUtcNow(), HttpOutcome.Pause, answer.Explain().Problem),
        _ => HttpOutcome.Of(answer.Reply, () => new SendOutcome.Unknown("The server answered with something that cannot be read. Look under the post before you send it again."), answer.Words),
    };
}
