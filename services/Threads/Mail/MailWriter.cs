using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Stores what the next mails are threaded by: ids and participants.</summary>
internal static class MailWriter
{
    public static async Task SaveAsync(
        DbTransaction transaction, IReadOnlyList<Received> mails, IReadOnlyDictionary<string, MailNode> nodes, IReadOnlyDictionary<string, AccountRules> rules, CancellationToken cancel)
    {
        await Rows.RunAsync(
            transaction, "insert into mail_ids (hash, own, seq) values (@Hash, @Own, @Seq)",
            [.. mails.SelectMany(m => Ids(m, nodes[m.Row.Id]))], i => [("Hash", i.Hash), ("Own", i.Own), ("Seq", i.Seq)], cancel);
        await Rows.RunAsync(
            transaction, "update messages set conflict = @True where seq in (select seq from mail_ids where hash = @Hash and own) and account_id = @Account",
            [.. mails.Where(m => m.Row.Conflict)], m => [("True", true), ("Account", m.Row.AccountId), ("Hash", MailId.Key(nodes[m.Row.Id].Own!))], cancel);
        await SaveParticipantsAsync(transaction, [.. mails.Where(m => !nodes[m.Row.Id].IsMachine).SelectMany(m => Participants(
                m.Row.ConversationId, nodes[m.Row.Id].IsOurs ? null : m.Event.Author, m.Event.Mail!.To, m.Event.Mail.Cc, m.Row.Unverified, rules[m.Event.AccountId].Address))], cancel);
    }

    public static Task SaveParticipantsAsync(DbTransaction transaction, IReadOnlyList<NewParticipant> participants, CancellationToken cancel) =>
        Rows.RunAsync(
            transaction,
            """
            insert into participants (conversation_id, address, name, role, verified)
            values (@Conversation, @Address, @Name, @Role, @Verified)
            on conflict (conversation_id, address) do update
            set verified = participants.verified or excluded.verified, name = coalesce(participants.name, excluded.name),
              role = case when excluded.role = 'from' then 'from' else participants.role end
            """,
            [.. participants.GroupBy(p => (p.Conversation, p.Address), (_, same) => same.Aggregate(NewParticipant.Join))],
            p => [("Conversation", p.Conversation), ("Address", p.Address), ("Name", Clean.Line(p.Name)), ("Role", p.Role), ("Verified", p.Verified)], cancel);

    private static IEnumerable<(string Hash, bool Own, long Seq)> Ids(Received m, MailNode node)
    {
        if (node.Own is { } own)
            yield return (MailId.Key(own), true, m.Row.Seq);
        foreach (var key in node.Named.Select(MailId.Key).Distinct())
            yield return (key, false, m.Row.Seq);
    }

    /// <summary>Whom one mail makes participants.</summary>
    public static IEnumerable<NewParticipant> Participants(
        string conversation, Party? author, IReadOnlyList<Party> to, IReadOnlyList<Party> cc, bool unverified, string? ours)
    {
        var from = author is null ? [] : new[] { (Party: author, Role: "from") };
        var others = unverified ? [] : to.Select(p => (Party: p, Role: "to")).Concat(cc.Select(p => (Party: p, Role: "cc")));
        return from.Concat(others)
            .Select(p => new NewParticipant(conversation, Addresses.Key(p.Party) ?? (p.Role == "from" ? "" : null)!, p.Party.Name, p.Role, !unverified))
            .Where(p => p.Address is not null && p.Address != ours)
            .DistinctBy(p => p.Address);
    }
}

/// <summary>Somebody who takes part from now on.</summary>
internal sealed record NewParticipant(string Conversation, string Address, string? Name, string Role, bool Verified)
{
    /// <summary>The same one, named by several mails of a batch: as the statement joins what is stored with what comes.</summary>
    public static NewParticipant Join(NewParticipant a, NewParticipant b) =>
        a with { Name = a.Name ?? b.Name, Role = b.Role == "from" ? b.Role : a.Role, Verified = a.Verified || b.Verified };
}
