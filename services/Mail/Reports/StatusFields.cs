using Inbox.Mail.Charsets;
using Inbox.Mail.Mime;

namespace Inbox.Mail.Reports;

/// <summary>message/delivery-status (RFC 3464): groups of fields, one group per recipient, and the ways in which gateways garble them.</summary>
internal static class StatusFields
{
    private const int MostRecipients = 1000;

    /// <summary>What one group says of one recipient; <c>Action</c> in lower case.</summary>
    public readonly record struct Recipient(string Address, string? Action, string? Status, string? Diagnostic)
    {
        /// <summary>Delivered, relayed and expanded are good news.</summary>
        public bool Failed => Action is "failed" or "failure" or "delayed" or "delay" || Action is null or "" && Status is not ['2', ..];

        public bool Permanent => Action is "delayed" or "delay" ? false : Action is "failed" or "failure" || Status is not ['4', ..];
    }

    /// <summary>The recipients in order, each address once.</summary>
    public static List<Recipient> Read(ReadOnlyMemory<byte> content)
    {
        var found = new List<Recipient>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? final = null, original = null, action = null, status = null, diagnostic = null;
        var bytes = content.Span;
        for (var at = 0; at < bytes.Length && found.Count < MostRecipients;)
        {
            var end = HeaderBlock.LineEnd(bytes, at, out var next);
            // A field and its folds.
            while (next < bytes.Length && bytes[next] is (byte)' ' or (byte)'\t' && end > at)
                end = HeaderBlock.LineEnd(bytes, next, out next);
            var line = FieldText.Unfold(bytes[at..end]);
            at = next;
            if (line.Length == 0)
            {
                Keep();
                continue;
            }
            var colon = line.IndexOf(':');
            if (colon <= 0)
                continue;
            var value = EncodedWords.DecodeLine(line[(colon + 1)..]);
            switch (line[..colon].Trim().ToLowerInvariant())
            {
                case "final-recipient":
                    if (final is not null)
                        Keep();
                    final = value;
                    break;
                case "original-recipient": original ??= value; break;
                case "action": action ??= value.Split(' ', '(', ';')[0].Trim().ToLowerInvariant(); break;
                case "status": status ??= Code(value); break;
                case "diagnostic-code": diagnostic ??= AfterType(value); break;
            }
        }
        Keep();
        return found;

        void Keep()
        {
            if (final is not null || original is not null)
            {
                var address = Pick(original, final);
                if (seen.Add(address))
                    found.Add(new(address, action, status, diagnostic));
            }
            final = original = action = status = diagnostic = null;
        }
    }

    private static string Pick(string? original, string? final)
    {
        var wrote = original is null ? "" : Address(original);
        return wrote.Length > 0 ? wrote : final is null ? "" : Address(final) is { Length: > 0 } reached ? reached : AfterType(final).Trim('<', '>', ' ');
    }

    private static string Address(string value) => AddressList.Mailbox(AfterType(value).Trim('<', '>', ' ', '"'));

    /// <summary>The value without its type: <c>rfc822; joe@example.org</c>.</summary>
    private static string AfterType(string value)
    {
        var semicolon = value.IndexOf(';');
        return CleanText.OneLine(semicolon is < 0 or > 20 ? value : value[(semicolon + 1)..]);
    }

    /// <summary>The code at the start of a Status field, such as 5.1.1, or null.</summary>
    private static string? Code(string value)
    {
        var end = 0;
        while (end < value.Length && (char.IsAsciiDigit(value[end]) || value[end] == '.'))
            end++;
        return end is >= 3 and <= 12 ? value[..end].TrimEnd('.') : null;
    }
}
