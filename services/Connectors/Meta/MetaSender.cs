using System.Text;
using System.Text.Json;
using Inbox.Connectors.Net;
using Inbox.Storage;

namespace Inbox.Connectors.Meta;

/// <summary>What differs between the members of the family in how a direct message is sent.</summary>
/// <param name="Name">The platform's name, for staff.</param>
/// <param name="Path">Where it is posted to.</param>
/// <param name="Limit">The longest text.</param>
/// <param name="CountsBytes">Whether the limit counts bytes of UTF-8.</param>
/// <param name="NamesType">Whether messaging_type is named when nothing is tagged.</param>
/// <param name="TakesFiles">Whether files can be uploaded with a message.</param>
internal sealed record Manner(string Name, string Path, int Limit, bool CountsBytes, bool NamesType, bool TakesFiles);

/// <summary>Sends direct messages (Send API): first the words, then each file; and private answers to a comment, of which the platform takes one.</summary>
internal sealed class MetaSender(GraphApi graph, Manner manner)
{
    private static readonly TimeSpan Open = TimeSpan.FromHours(24), OpenToHumans = TimeSpan.FromDays(7);

    private string Window => $"More than 24 hours have passed since this person last wrote; until they write again, {manner.Name} takes nothing, or, for 7 days and with 'Answer for 7 days' under Settings, what a person writes.";

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var (account, reply) = (sending.Account, sending.Reply);
        if (Problem(sending) is { } problem)
            return new SendOutcome.Refused(problem);
        var recipient = reply.AnswersComment ? (object)new { comment_id = reply.ParentExternalId } : new { id = reply.Recipient.ExternalId };
        var parts = new List<Func<Task<SendOutcome>>>();
        if (reply.Text.Length > 0)
            parts.Add(() => PartAsync(account, Values(sending, recipient, new { text = reply.Text }), cancel));
        parts.AddRange(sending.Files.Select(file => (Func<Task<SendOutcome>>)(() => FileAsync(account, Values(sending, recipient, null), file, cancel))));
        await sending.HandingOver(cancel);
        return await InParts.SendAsync(sending, parts);
    }

    private string? Problem(Sending sending)
    {
        var text = sending.Reply.Text;
        var length = manner.CountsBytes ? Encoding.UTF8.GetByteCount(text) : text.Length;
        return length > manner.Limit ? $"{manner.Name} takes at most {manner.Limit} {(manner.CountsBytes ? "bytes (an accented letter is two, an emoji four)" : "characters")}; this has {length}. Send it in two."
            : sending.Files.FirstOrDefault(f => f.Content.Length > MetaSettings.LargestFile) is { } large ? $"{manner.Name} takes files of at most 25 MB; {large.Name} is larger. Send a link instead."
            : sending.Files.Count > 0 && !manner.TakesFiles ? $"{manner.Name} takes no files from here. Send a link instead."
            : sending.Reply.AnswersComment && sending.Files.Count > 0 ? "A private answer to a comment has words only. Send the files when the person has written back."
            : sending.Reply.Recipient.ExternalId is null ? "It is not known whom this goes to."
            : null;
    }

    /// <summary>Within 24 hours it answers; later it goes under the tag for people, if the account may use that.</summary>
    private Dictionary<string, object> Values(Sending sending, object recipient, object? message)
    {
        var values = new Dictionary<string, object> { ["recipient"] = recipient };
        var age = sending.Reply is { HeardAt: { } heard, AnswersComment: false } ? sending.At - heard : TimeSpan.Zero;
        if (age > Open && age <= OpenToHumans && sending.Account[MetaSettings.HumanAgent.Key] == "yes")
            (values["messaging_type"], values["tag"]) = ("MESSAGE_TAG", "HUMAN_AGENT");
        else if (manner.NamesType)
            values["messaging_type"] = "RESPONSE";
        if (message is not null)
            values["message"] = message;
        return values;
    }

    private Task<SendOutcome> PartAsync(ConnectedAccount account, Dictionary<string, object> values, CancellationToken cancel) =>
        OutcomeAsync(() => graph.PostAsync(account, manner.Path, values, cancel));

    private async Task<SendOutcome> FileAsync(ConnectedAccount account, Dictionary<string, object> values, StoredFile file, CancellationToken cancel)
    {
        var family = file.MediaType.Split('/')[0];
        var kind = family is "image" or "video" or "audio" ? family : "file";
        var said = values.Append(new("message", new { attachment = new { type = kind, payload = new { is_reusable = false } } })).Select(v => KeyValuePair.Create(v.Key, v.Value as string ?? JsonSerializer.Serialize(v.Value)));
        using var form = Bodies.Form(said, "filedata", file);
        return await OutcomeAsync(() => graph.UploadAsync(account, manner.Path, form, cancel));
    }

    private async Task<SendOutcome> OutcomeAsync(Func<Task<GraphAnswer>> ask)
    {
        try
        {
            var answer = await ask();
            return GraphOutcome.Of(answer, () => answer.Body["message_id"].Id is { } id ? new SendOutcome.Sent(id) { Recipient = answer.Body["recipient_id"].Id is { } who ? new(who) : null } : new SendOutcome.Unknown($"{manner.Name} took it and gave no id for it."), Window);
        }
        catch (OutboundException e)
        {
            return GraphOutcome.Of(e);
        }
    }
}
