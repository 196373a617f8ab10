using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>Answers comments in the open, and leaves what is private to the sender of direct messages.</summary>
/// <param name="graph">The way there.</param>
/// <param name="direct">Sends what is private.</param>
/// <param name="edge">What an answer is posted to, under the comment.</param>
/// <param name="limit">The longest answer in the open.</param>
internal sealed class CommentSender(GraphApi graph, MetaSender direct, string edge, int limit)
{
    /// <summary>Where an answer is posted instead, and with what; null for the comment itself.</summary>
    public Func<Sending, (string Path, object Values)?> Elsewhere { get; init; } = _ => null;

    /// <summary>What an answer says, where that is more than was written.</summary>
    public Func<SendReply, string> Text { get; init; } = reply => reply.Text;

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var reply = sending.Reply;
        if (reply.Visibility == Visibility.Private)
            return await direct.SendAsync(sending, cancel);
        var text = Text(reply);
        if (text.Length > limit)
            return new SendOutcome.Refused(text == reply.Text
                ? $"An answer in the open has at most {limit} characters; this has {text.Length}. Shorten it, or answer in private."
                : $"An answer in the open has at most {limit} characters, and with the name of whom it answers this has {text.Length}. Shorten it, or answer in private.");
        if (sending.Files.Count > 0)
            return new SendOutcome.Refused("Files cannot be attached to an answer in the open. Send a link instead.");
        if (reply.ParentExternalId is not { } comment)
            return new SendOutcome.Refused("It is not known which comment this answers.");
        await sending.HandingOver(cancel);
        try
        {
            var (path, values) = Elsewhere(sending) ?? ($"{Uri.EscapeDataString(comment)}/{edge}", new { message = text });
            var answer = await graph.PostAsync(sending.Account, path, values, cancel);
            return GraphOutcome.Of(answer, () => answer.Body["id"].Id is { } id ? new SendOutcome.Sent(id) : new SendOutcome.Unknown("The platform took it and gave no id for it."), "This comment cannot be answered any more.");
        }
        catch (OutboundException e)
        {
            return GraphOutcome.Of(e);
        }
    }
}
