using System.Text;
using Inbox.Mail.Charsets;
using Inbox.Mail.Mime;

namespace Inbox.Mail.Reports;

/// <summary>What a mail reports about mails of ours that failed or are delayed: by RFC 3464 where it does, by its words where it does not.</summary>
/// <param name="Evidence">Why this is a report of failure; null when it is none.</param>
/// <param name="Failed">Whom it is about.</param>
/// <param name="ReturnedIds">The Message-IDs of the mails it returns.</param>
internal sealed record DeliveryReport(string? Evidence, IReadOnlyList<FailedRecipient> Failed, IReadOnlyList<string> ReturnedIds)
{
    private const int LongestHeaderSearch = 256 * 1024;
    private static readonly DeliveryReport _none = new(null, [], []);

    public static DeliveryReport Read(Header header, MimePart root, Body body)
    {
        var stated = new List<StatusFields.Recipient>();
        var hasStatus = false;
        foreach (var (type, content) in body.Reports)
        {
            if (type is "message/feedback-report")
                return _none;
            if (type is not ("message/delivery-status" or "message/global-delivery-status"))
                continue;
            hasStatus = true;
            stated.AddRange(StatusFields.Read(content));
        }
        var failed = stated.FindAll(r => r.Failed);
        if (stated.Count > 0 && failed.Count == 0)
            return _none;
        if (failed.Count == 0 && !hasStatus && !MayReport(header, root))
            return _none;
        var notice = Notice.Of(body.Text);
        var evidence = failed.Count > 0 ? "message/delivery-status" : SignOfFailure(header, root, hasStatus, notice);
        if (evidence is null)
            return _none;
        return new(evidence, failed.Count > 0 ? Told(failed, notice) : notice.Recipients(header), Returned(body));
    }

    /// <summary>Cheap signs first: most mails are no reports, and their words need not be searched.</summary>
    private static bool MayReport(Header header, MimePart root) =>
        root.MediaType == "multipart/report" || header.Has("X-Failed-Recipients") || Daemon(header) is not null || Notice.IsFailureSubject(header.Value("Subject") ?? "");

    private static string? SignOfFailure(Header header, MimePart root, bool hasStatus, Notice notice)
    {
        if (hasStatus)
            return "message/delivery-status";
        if (root.MediaType == "multipart/report")
            return "delivery-status".Equals(root.ContentType.Get("report-type")?.Trim(), StringComparison.OrdinalIgnoreCase) ? "multipart/report; report-type=delivery-status" : null;
        if (header.Value("X-Failed-Recipients") is { Length: > 0 } named)
            return $"X-Failed-Recipients: {named}";
        var subject = header.Value("Subject") ?? "";
        var aboutFailure = Notice.IsFailureSubject(subject);
        if (Daemon(header) is { } daemon)
            return aboutFailure || notice.TellsFailure || notice.IsSigned ? daemon : null;
        if (!aboutFailure || Notice.IsAnswerSubject(subject))
            return null;
        // From somebody's own address: only with a second sign of a machine and the words of a report.
        var machine = header.Value("Auto-Submitted") is { } submitted && !submitted.StartsWith("no", StringComparison.OrdinalIgnoreCase);
        return notice.IsSigned ? "text of a mail system" : machine && notice.TellsFailure ? $"Auto-Submitted: {header.Value("Auto-Submitted")}" : null;
    }

    private static string? Daemon(Header header)
    {
        foreach (var field in (ReadOnlySpan<string>)["From", "Sender", "Return-Path"])
            foreach (var address in header.Addresses(field))
                if (MailSystem.IsDaemon(address))
                    return $"{field}: {(address.IsMailbox ? address.Address : address.Name)}";
        foreach (var field in (ReadOnlySpan<string>)["Return-Path", "X-Envelope-From", "From"])
            if (header.Raw(field)?.Trim() is "<>")
                return $"{field}: <>";
        return null;
    }

    private static List<FailedRecipient> Told(List<StatusFields.Recipient> failed, Notice notice) =>
        failed.ConvertAll(r => new FailedRecipient(r.Address, r.Status, r.Permanent, Short(r.Diagnostic) ?? notice.ReasonFor(r.Address)));

    private static string? Short(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : CleanText.Cut(reason, 500);

    private static List<string> Returned(Body body)
    {
        var ids = new List<string>();
        foreach (var (type, content) in body.Reports)
            if (type is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/headers" or "message/global-headers")
                Find(content.Span[..Math.Min(content.Length, LongestHeaderSearch)], ids, 1);
        if (ids.Count == 0)
            Find(Encoding.UTF8.GetBytes(CleanText.Cut(body.Text, LongestHeaderSearch)), ids, 20);
        return ids;
    }

    /// <summary>The Message-ID lines in a returned header, wherever it begins.</summary>
    private static void Find(ReadOnlySpan<byte> bytes, List<string> ids, int most)
    {
        for (var at = 0; at < bytes.Length && most > 0;)
        {
            var end = HeaderBlock.LineEnd(bytes, at, out var next);
            var line = bytes[at..end].TrimStart("> \t"u8);
            at = next;
            if (line.Length < 11 || !Ascii.EqualsIgnoreCase(line[..11], "message-id:"u8))
                continue;
            var value = line[11..].Trim(" \t"u8);
            // A long id is folded right after the name.
            if (value.IsEmpty && at < bytes.Length)
                value = bytes[at..HeaderBlock.LineEnd(bytes, at, out at)];
            if (MessageIds.One(FieldText.Unfold(value)) is { } id && !ids.Contains(id))
                ids.Add(id);
            most--;
        }
    }
}
