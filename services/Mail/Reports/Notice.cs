using System.Text.RegularExpressions;
using Inbox.Mail.Charsets;
using Inbox.Mail.Mime;
using static Inbox.Mail.Reports.NoticeAddresses;
using static Inbox.Mail.Reports.NoticeWords;

namespace Inbox.Mail.Reports;

/// <summary>The words of a report that a mail system wrote for people, without the mail that it returns below them.</summary>
internal sealed class Notice
{
    private const int Longest = 32 * 1024;
    private const int MostRecipients = 200;

    private readonly string _text;
    private readonly string[] _lines;
    private string? _generalReason;
    private string? _generalStatus;

    private Notice(string text) => (_text, _lines) = (text, text.Split('\n'));

    /// <summary>Whether the words say that a mail was not, or not yet, delivered.</summary>
    public bool TellsFailure => FailureText.IsMatch(_text);

    /// <summary>Whether it opens as a well-known mail system does.</summary>
    public bool IsSigned => SystemText.IsMatch(CleanText.Cut(_text, 600));

    private bool IsDelay => StillTrying.IsMatch(_text) || DelayText.IsMatch(_text) && !GaveUp.IsMatch(_text);

    public static Notice Of(string text)
    {
        text = CleanText.Cut(text, Longest);
        var lines = text.Split('\n');
        // The first lines are always the notice: a report may quote its own header.
        for (var i = 1; i < lines.Length; i++)
            if (ReturnedMail.IsMatch(lines[i]))
                return new(string.Join('\n', lines[..i]));
        return new(text);
    }

    /// <summary>Whether the subject is that of a person who answers or passes on another mail.</summary>
    public static bool IsAnswerSubject(string subject) => AnswerSubject.IsMatch(CleanText.Cut(subject, 500));

    public static bool IsFailureSubject(string subject) => FailureSubject.IsMatch(CleanText.Cut(subject, 500));

    /// <summary>The addresses that failed: as the header says, else as the text lists them, else the one that the text mentions.</summary>
    public IReadOnlyList<FailedRecipient> Recipients(Header header)
    {
        var addresses = new List<string>();
        foreach (var named in header.Addresses("X-Failed-Recipients"))
            if (named.IsMailbox && addresses.Count < MostRecipients)
                Add(addresses, named.Address);
        if (addresses.Count == 0)
            Listed(addresses, Ours(header), SystemDomain(header));
        var permanent = !IsDelay;
        return addresses.ConvertAll(a =>
        {
            var reason = ReasonFor(a);
            return new FailedRecipient(a, StatusIn(reason ?? ""), permanent, reason);
        });
    }

    /// <summary>What the text says of an address, on one line, or null.</summary>
    public string? ReasonFor(string address)
    {
        var at = address.Length == 0 ? -1 : Array.FindIndex(_lines, l => l.Contains(address, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
        {
            var own = _lines[at][(_lines[at].IndexOf(address, StringComparison.OrdinalIgnoreCase) + address.Length)..].TrimStart('>', ':', ' ', '.', '\t', ')', ']', '\'', '"', ';', ',', '）', '】', '，', '。');
            var below = _lines.Skip(at + 1).Take(6).TakeWhile(l => !string.IsNullOrWhiteSpace(l) && !OpeningAddress.IsMatch(l));
            var reason = CleanText.OneLine(string.Join(' ', below.Prepend(own).Select(l => l.Trim()).Where(l => l.Length > 0)));
            if (reason.Length > 3)
                return CleanText.Cut(reason, 500);
        }
        return GeneralReason.Length > 0 ? GeneralReason : null;
    }

    /// <summary>The one line that says most, whoever it is about; searched for once.</summary>
    private string GeneralReason => _generalReason ??= TellingLine();

    private string TellingLine()
    {
        var telling = Array.Find(_lines, l => SmtpCode.IsMatch(l)) ?? Array.Find(_lines, l => !l.TrimEnd().EndsWith(':') && FailureText.IsMatch(l) && !SystemText.IsMatch(l));
        return telling is null ? "" : CleanText.Cut(CleanText.OneLine(telling), 500);
    }

    private string? StatusIn(string text)
    {
        var match = EnhancedCode.Match(text);
        if (match.Success)
            return match.Groups[1].Value;
        _generalStatus ??= EnhancedCode.Match(_text).Value;
        return _generalStatus.Length > 0 ? _generalStatus : SmtpCode.Match(text) is { Success: true } code ? code.Groups[1].Value : null;
    }

    private void Listed(List<string> addresses, HashSet<string> ours, string systemDomain)
    {
        // An address that opens its line is a list of recipients (qmail, Exim, Postfix, sendmail, Exchange, Domino, Novell).
        foreach (var line in _lines)
            if (OpeningAddress.Match(line) is { Success: true } match)
                Consider(match.Groups[1].Value);
        if (addresses.Count == 0)
            foreach (var line in _lines)
                if (FailureText.IsMatch(line) || RecipientLine.IsMatch(line) || SmtpCode.IsMatch(line))
                    foreach (Match match in Address.Matches(line))
                        Consider(match.Value);
        if (addresses.Count == 0 && LocalPartBelow.Match(_text) is { Success: true } local && systemDomain.Length > 0)
            foreach (var name in local.Groups[1].Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Consider($"{name}@{systemDomain}");
        if (addresses.Count == 0 && Address.Matches(_text).Select(m => m.Value).FirstOrDefault(a => Mine(a).Length > 0) is { } only)
            Consider(only);

        void Consider(string written)
        {
            if (addresses.Count < MostRecipients && Mine(written) is { Length: > 0 } address)
                Add(addresses, address);
        }

        string Mine(string written)
        {
            var address = AddressList.Mailbox(written.Trim('<', '>', '(', ')', '.', ',', ':', ';', '"', '\''));
            return address.Length == 0 || ours.Contains(address) || MailSystem.IsDaemon(new("", address)) ? "" : address;
        }
    }

    private static void Add(List<string> addresses, string address)
    {
        if (!addresses.Contains(address, StringComparer.OrdinalIgnoreCase))
            addresses.Add(address);
    }

    /// <summary>Whom the report was sent to and by: they did not fail.</summary>
    private static HashSet<string> Ours(Header header)
    {
        var ours = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in (ReadOnlySpan<string>)["To", "From", "Sender", "Return-Path", "Delivered-To", "X-Original-To"])
            foreach (var address in header.Addresses(field))
                ours.Add(address.Address);
        return ours;
    }

    private static string SystemDomain(Header header) => header.Addresses("From") is [var from, ..] ? from.Domain : "";
}
