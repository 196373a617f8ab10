using Inbox.Mail;

namespace Inbox.Connectors.Email;

/// <summary>What a mail says of the campaign that it was sent with. No standard names it; these are what senders write.</summary>
internal static class EmailCampaign
{
    private const int Longest = 200;

    /// <summary>List-ID (RFC 2919) in its brackets; the campaign in Feedback-ID is the first of four.</summary>
    private static readonly string[] Fields = ["List-Id", "X-Campaign", "X-Campaign-Id", "X-CampaignId", "X-Campaign_Id", "Feedback-ID"];

    public static IReadOnlyList<string> In(MailMessage mail) =>
        [.. mail.Headers.Where(h => Fields.Contains(h.Name, StringComparer.OrdinalIgnoreCase)).Select(Value).Where(v => v.Length is > 0 and <= Longest).Distinct().Take(Fields.Length)];

    private static string Value(MailHeader header)
    {
        if (header.Name.Equals("Feedback-ID", StringComparison.OrdinalIgnoreCase))
            return header.Value.Split(':')[0].Trim();
        var (from, to) = (header.Value.LastIndexOf('<'), header.Value.LastIndexOf('>'));
        return (from >= 0 && to > from ? header.Value[(from + 1)..to] : header.Value).Trim();
    }
}
