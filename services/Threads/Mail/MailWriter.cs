using System.Data.Common;

namespace Inbox.Threads;

/// <summary>Stores what the next mails are threaded by: ids and participants.</summary>
internal static class MailWriter
{
    public static async Task SaveAsync(
        DbTransaction transaction, IReadOnlyList<Received> mails, IReadOnlyDictionary<string, MailNode> nodes, IReadOnlyDictionary<string, AccountRules> rules, CancellationToken cancel)
    {
        await Rows.RunAsync(
            transaction, "insert into mail_ids (account_id, hash, own, message_id) values (@Account, @Hash, @Own, @Message)",
            [.. mails.SelectMany(m => Ids(m, nodes[m.Row.Id]))], i => [("Account", i.Account), ("Hash", i.Hash), ("Own", i.Own), ("Message", i.Message)], cancel);
        await Rows.RunAsync(
            transaction, "update messages set conflict = @True where id in (select message_id from mail_ids where account_id = @Account and hash = @Hash and own)",
            [.. mails.Where(m => m.Row.Conflict)], m => [("True", true), ("Account", m.Row.AccountId), ("Hash", nodes[m.Row.Id].Own)], cancel);
        await SaveParticipantsAsync(transaction, [.. mails.SelectMany(m => Participants(m, nodes[m.Row.Id], rules[m.Event.AccountId].Address))], cancel);
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
            participants,
            p => [("Conversation", p.Conversation), ("Address", p.Address), ("Name", Clean.Line(p.Name)), ("Role", p.Role), ("Verified", p.Verified)], cancel);

    private static IEnumerable<(string Account, string Hash, bool Own, string Message)> Ids(Received m, MailNode node)
    {
        if (node.Own is { } own)
            yield return (m.Row.AccountId, own, true, m.Row.Id);
        foreach (var hash in node.Named.Distinct())
            yield return (m.Row.AccountId, hash, false, m.Row.Id);
    }

    private static IEnumerable<NewParticipant> Participants(Received m, MailNode node, string? ours)
    {
        var facts = m.Event.Mail!;
        if (node.IsAutomatic)
            return [];
        var from = node.IsOurs ? [] : new[] { (Party: m.Event.Author, Role: "from") };
        var others = node.Unverified ? [] : facts.To.Select(p => (Party: p, Role: "to")).Concat(facts.Cc.Select(p => (Party: p, Role: "cc")));
        return from.Concat(others)
            .Select(p => new NewParticipant(m.Row.ConversationId, Addresses.Key(p.Party) ?? (p.Role == "from" ? "" : null)!, p.Party.Name, p.Role, !node.Unverified))
            .Where(p => p.Address is not null && p.Address != ours)
            .DistinctBy(p => p.Address);
    }
}

/// <summary>Somebody who takes part from now on.</summary>
internal sealed record NewParticipant(string Conversation, string Address, string? Name, string Role, bool Verified);
