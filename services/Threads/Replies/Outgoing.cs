using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>A stored reply as the command that a connector gets.</summary>
internal static class Outgoing
{
    private const int MostReferences = 30;

    private const string LastHeard = "select max(at) from messages where conversation_id = @ConversationId and kind = 'message' and direction = 'in' and visibility = 'private' and automatic is null";

    public static async Task<SendReply> ReadAsync(DbTransaction transaction, MessageRow reply, CancellationToken cancel)
    {
        var plan = Json.Read<ReplyPlan>(reply.Recipient)!;
        var head = (await transaction.OneAsync<ConversationHead>($"{ConversationHead.Select} where id = @ConversationId", new { reply.ConversationId }, cancel))!;
        var answered = await transaction.OneAsync<MessageRow>($"{MessageRow.Select} where m.id = @AnswersId", new { plan.AnswersId }, cancel);
        return new(
            reply.Id, (int)(reply.Attempt ?? 1), reply.ConversationId, reply.AccountId, head.Channel, plan.Recipient, plan.Visibility, reply.Text, reply.AuthorName, Time.Of(reply.At))
        {
            Subject = BaseSubject.Shown(answered?.Subject ?? head.Subject),
            ParentExternalId = answered?.ExternalId,
            ThreadKey = plan.ThreadKey ?? answered?.ThreadKey,
            AnswersComment = plan.Visibility == Visibility.Private && answered?.Visibility == "public",
            HeardAt = Time.Of(await transaction.OneAsync<long?>(LastHeard, new { reply.ConversationId }, cancel)),
            References = answered is null ? [] : References(answered),
            Cc = plan.Cc,
            Quoted = answered is null || answered.Direction == "out" ? null : Quote(answered),
            Template = plan.Template,
            Attachments = reply.Files,
            Went = reply.Attempt > 1 ? await ReplyParts.WentAsync(transaction, reply.Id, cancel) : [],
        };
    }

    private static QuotedMessage Quote(MessageRow m) => new(
        new(m.AuthorExternalId, m.AuthorName, m.AuthorHandle, m.AuthorAddress), Time.Of(m.At), m.Reply.Length > 0 ? m.Reply : m.Text);

    /// <summary>The thread as the answered mail names it (RFC 5322 section 3.6.4), its middle left out when it is long.</summary>
    private static List<string> References(MessageRow answered)
    {
        var before = answered.Heads is { } h ? h.References.Count > 0 ? h.References : h.InReplyTo.Take(1) : [];
        var all = before.Append(answered.MessageId).OfType<string>().Where(id => id.Length > 0).Distinct().ToList();
        return all.Count <= MostReferences ? all : [all[0], .. all.Skip(all.Count - MostReferences + 1)];
    }
}
