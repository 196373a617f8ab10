using System.Text;
using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>The top header of a mail, its fields unfolded and decoded once.</summary>
internal sealed class Header
{
    private readonly MailBudget _budget;
    private readonly Defects _defects;
    private readonly List<MailHeader> _all;

    public Header(MimePart root, MailBudget budget, Defects defects)
    {
        var fields = root.Fields;
        var hint = BodyCharset(root);
        (_budget, _defects) = (budget, defects);
        _all = new(fields.Count);
        foreach (var field in fields)
        {
            var raw = CleanText.Surrogates(FieldText.Unfold(field.Value.Span, hint).Replace("\0", "", StringComparison.Ordinal));
            _all.Add(new(field.Name, EncodedWords.DecodeLine(raw), raw));
        }
    }

    public IReadOnlyList<MailHeader> All => _all;

    /// <summary>The decoded value of the first field of that name, or null.</summary>
    public string? Value(string name) => Find(name)?.Value;

    /// <summary>The unfolded value of the first field of that name, or null.</summary>
    public string? Raw(string name) => Find(name)?.Raw;

    /// <summary>The unfolded values of all fields of that name one after the other; null when there is none.</summary>
    public string? AllRaw(string name)
    {
        var values = _all.FindAll(h => Is(h, name));
        return values.Count == 0 ? null : string.Join('\n', values.Select(h => h.Raw));
    }

    public bool Has(string name) => Find(name) is not null;

    public IReadOnlyList<MailAddress> Addresses(string name) =>
        AllRaw(name) is { } raw ? AddressList.Parse(raw, _budget.Recipients, _defects) : [];

    public DateTimeOffset? Date()
    {
        if (Value("Date") is not { } value)
            return null;
        var date = DateField.Parse(value);
        if (date is null)
            _defects.Add(MailDefect.BrokenDate);
        return date;
    }

    /// <summary>The legacy charset of the first text; null when it says nothing about the header.</summary>
    private static Encoding? BodyCharset(MimePart part)
    {
        while (part.IsMultipart)
            part = part.Children[0];
        return Charset.Find(part.ContentType.Get("charset")) is { CodePage: not (20127 or 65001 or 1200 or 1201 or 12000 or 12001 or 1252) } legacy ? legacy : null;
    }

    private MailHeader? Find(string name) => _all.Find(h => Is(h, name));

    private static bool Is(MailHeader header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
