using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// The campaigns that mails carry references to: behind "+" in the address that they went to, in the ids of the mails that they answer, in their subject, in their text or in the links of what they quote; or in
/// what a campaign's own mail says of itself. Mails that carry none are not looked up.
/// </summary>
internal static class MailCampaigns
{
    private const int LongestText = 20_000;
    private const int LongestHtml = 200_000;

    /// <summary>All that a mail could carry, most telling first.</summary>
    public static MailCarries In(MessageReceived e) => e.Mail is not { } mail
        ? MailCarries.Nothing
        : new(
            [
                .. mail.Tokens.Concat(mail.InReplyTo.Take(2)).Concat(mail.References.Reverse().Take(10)).Append(mail.MessageId).Append(e.Body.Subject).SelectMany(t => LinkReference.In(t, 1000))
                    .Concat(LinkReference.In(e.Body.Text, LongestText)).Concat(LinkReference.In(e.Body.Html, LongestHtml)).Distinct(),
            ],
            [.. mail.Campaigns.Select(TrackedLinks.Key).OfType<string>().Distinct()]);

    /// <summary>Gives the mails that carry a reference of ours the campaign as what they are about.</summary>
    public static async Task NameAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<Received> mails, CancellationToken cancel)
    {
        var carrying = mails.Where(m => m.Carries.IsSomething && m.Row.ContentId is null).ToList();
        if (carrying.Count == 0)
            return;
        var values = new { references = carrying.SelectMany(m => m.Carries.References).Distinct().ToArray(), keys = carrying.SelectMany(m => m.Carries.Keys).Distinct().ToArray() };
        var links = await transaction.ListAsync<TrackedLink>(
            $"{TrackedLink.Select} where removed_at is null and ({dialect.In("reference", "references")} or {dialect.In("mail_key", "keys")}) order by created_at desc, reference", values, cancel);
        foreach (var mail in carrying)
            if ((mail.Carries.References.Select(r => links.Find(l => l.Reference == r)).FirstOrDefault(l => l is not null)
                ?? mail.Carries.Keys.Select(k => links.Find(l => l.MailKey == k)).FirstOrDefault(l => l is not null)) is { } link)
                mail.Row.Content = link.Campaign.Content(link.Target);
    }

    /// <summary>A campaign's mail that comes after its answers: they are about it all the same.</summary>
    public static async Task AnsweredAsync(DbTransaction transaction, IReadOnlyList<Received> mails, BatchChanges changes, CancellationToken cancel)
    {
        foreach (var mail in mails.Where(m => m.Row.MessageId is not null && Campaign.Is(m.Row.ContentId)))
            foreach (var (id, conversation) in await transaction.ListAsync<(string Id, string Conversation)>(
                """
                update messages
                set content_id = @ContentId, content_url = @ContentUrl, content_title = @ContentTitle
                where seq in (select seq from mail_ids where hash = @Hash and not own) and account_id = @AccountId and content_id is null
                returning id, conversation_id
                """,
                new { mail.Row.ContentId, mail.Row.ContentUrl, mail.Row.ContentTitle, mail.Row.AccountId, Hash = MailId.Key(MailId.Hash(mail.Row.MessageId!)) }, cancel))
                changes.Message(conversation, id);
    }
}

/// <summary>What a mail could carry of campaigns.</summary>
/// <param name="References">What may be references of tracked links.</param>
/// <param name="Keys">What it says of the campaign that it belongs to.</param>
internal sealed record MailCarries(IReadOnlyList<string> References, IReadOnlyList<string> Keys)
{
    public static MailCarries Nothing { get; } = new([], []);

    public bool IsSomething => References.Count + Keys.Count > 0;
}
