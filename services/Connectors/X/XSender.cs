using System.Diagnostics;
using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>Answers a post in the open, or a person in private. The platform has no key against sending twice, but can be asked whether an answer stands under a post.</summary>
internal sealed class XSender(XApi api, XUpload upload)
{
    public const int OpenLimit = 280, PrivateLimit = 10_000;
    public const int MostPictures = 4;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var isPrivate = sending.Reply.Visibility == Visibility.Private;
        if (Problem(sending, isPrivate) is { } problem)
            return new SendOutcome.Refused(problem);
        var media = new List<string>();
        foreach (var (i, file) in sending.Files.Index())
        {
            if (isPrivate && sending.Went(i + 1, sending.Files.Count) is not null)
            {
                media.Add(""); // went out with its part
                continue;
            }
            var (id, failed) = await upload.RunAsync(sending.Account, file, isPrivate, cancel);
            if (id is null)
                return failed!;
            media.Add(id);
        }
        await sending.HandingOver(cancel);
        return isPrivate ? await DirectAsync(sending, media, cancel) : await PostAsync(sending, media, cancel);
    }

    private static string? Problem(Sending sending, bool isPrivate)
    {
        var (reply, files) = (sending.Reply, sending.Files);
        var length = isPrivate ? reply.Text.Length : TextLength.Of(reply.Text, TextCount.Weighted);
        return files.Select(XUpload.Problem).OfType<string>().FirstOrDefault()
            ?? (isPrivate && length > PrivateLimit ? $"A direct message has at most {PrivateLimit:N0} characters; this has {length:N0}. Send it in two."
            : !isPrivate && length > OpenLimit ? $"A post has at most {OpenLimit} characters, as X counts (an address 23; an emoji or a letter of Chinese, Japanese or Korean 2); this has {length}. Shorten it, or answer in private."
            : !isPrivate && reply.ParentExternalId is null ? "It is not known which post this answers."
            : !isPrivate && files.Count > (files.All(XUpload.IsPicture) ? MostPictures : 1) ? "A post has at most four pictures, or one moving picture, or one video."
            : isPrivate && reply.Recipient.ExternalId is null ? "It is not known whom this goes to."
            : reply.Text.Length == 0 && files.Count == 0 ? "There is nothing in it to send."
            : null);
    }

    private async Task<SendOutcome> PostAsync(Sending sending, List<string> media, CancellationToken cancel)
    {
        var reply = sending.Reply;
        var values = new { text = reply.Text.Length > 0 ? reply.Text : null, reply = new { in_reply_to_tweet_id = reply.ParentExternalId }, media = media.Count > 0 ? new { media_ids = media } : null };
        try
        {
            var answer = await api.PostAsync(sending.Account, "tweets", values, cancel);
            // Without words there is nothing that the platform could tell a second time by.
            if (XOutcome.IsDuplicate(answer) || (answer is { IsTransient: true, IsBusy: false } && reply.Text.Length == 0))
                return await TwinsAsync(sending, cancel) switch
                {
                    { Sent: { } sent } => sent,
                    { Elsewhere: true } when !sending.MayStand => XOutcome.Of(answer, () => throw new UnreachableException()),
                    _ => new SendOutcome.Unknown($"X does not say whether it went out: {answer.Words} Look under the post before you send it again."),
                };
            var outcome = XOutcome.Of(answer, () => answer.Data["id"].Id is { } id ? new SendOutcome.Sent(id) : new SendOutcome.Unknown("X took it and gave no id for it. Look under the post before you send it again."));
            return outcome is SendOutcome.Retry retry ? retry with { MayHaveArrived = !answer.IsBusy } : outcome;
        }
        catch (OutboundException e) when (!e.MayHaveArrived)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
        catch (OutboundException e)
        {
            return (await TwinsAsync(sending, cancel)).Sent ?? new SendOutcome.Unknown($"{e.Message} Look under the post before you send it again.");
        }
    }

    /// <summary>One message for the words with the first file, and one for each other file.</summary>
    private Task<SendOutcome> DirectAsync(Sending sending, List<string> media, CancellationToken cancel)
    {
        var reply = sending.Reply;
        var path = reply.ThreadKey is { } thread && thread.StartsWith(XDirect.Group, StringComparison.Ordinal)
            ? $"dm_conversations/{Uri.EscapeDataString(thread[XDirect.Group.Length..])}/messages"
            : $"dm_conversations/with/{Uri.EscapeDataString(reply.Recipient.ExternalId!)}/messages";
        var first = media.Take(1).ToList();
        var parts = media.Skip(1).Select(id => (Func<Task<SendOutcome>>)(() => PartAsync(sending, path, null, [id], cancel)));
        return InParts.SendAsync(sending, [() => PartAsync(sending, path, reply.Text.Length > 0 ? reply.Text : null, first, cancel), .. parts]);
    }

    private async Task<SendOutcome> PartAsync(Sending sending, string path, string? text, List<string> media, CancellationToken cancel)
    {
        try
        {
            var answer = await api.PostAsync(sending.Account, path, new { text, attachments = media.Count > 0 ? media.Select(id => new { media_id = id }) : null }, cancel);
            if (answer is { IsTransient: true, IsBusy: false })
                return new SendOutcome.Unknown($"X broke off, so nobody knows whether it went out: {answer.Words} Look in the conversation before you send it again.");
            return XOutcome.Of(answer, () => answer.Data["dm_event_id"].Id is { } id ? new SendOutcome.Sent(id) : new SendOutcome.Unknown("X took it and gave no id for it. Look in the conversation before you send it again."));
        }
        catch (OutboundException e)
        {
            return e.MayHaveArrived ? new SendOutcome.Unknown($"{e.Message} Look in the conversation before you send it again.") : new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
    }

    /// <summary>The same words by us, written since staff sent them: in answer to the same post, or only to others.</summary>
    private async Task<(SendOutcome? Sent, bool Elsewhere)> TwinsAsync(Sending sending, CancellationToken cancel)
    {
        try
        {
            var own = await api.GetAsync(sending.Account, $"users/{sending.Account[XSettings.Identifier]}/tweets?max_results=10&tweet.fields=created_at%2Centities%2Creferenced_tweets", cancel);
            var twins = own.Data.Where(p => Words(XText.Of(p["text"].Text, p["entities"])) == Words(sending.Reply.Text.Trim())).ToList();
            var twin = twins.Find(p => p["referenced_tweets"].Any(r => r["type"].Text == "replied_to" && r["id"].Id == sending.Reply.ParentExternalId) && p["created_at"].Moment >= sending.Reply.CreatedAt - ClocksDiffer);
            return (twin["id"].Id is { } id ? new SendOutcome.Sent(id) { WasThere = true } : null, sending.Reply.Text.Length > 0 && twins.Count > 0);
        }
        catch (OutboundException)
        {
            return (null, false);
        }

        static string Words(string text) => XText.Body(text, isPost: true, []).Reply;
    }
}
