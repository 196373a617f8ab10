using System.Globalization;
using System.Text;

namespace Inbox.Mail.Writing;

/// <summary>Writes a header field from pieces that are never broken, folded before 78 characters where the pieces allow (RFC 5322 2.2.3).</summary>
internal static class HeaderField
{
    private const int Line = 78;

    public static string Write(string name, IEnumerable<string> pieces)
    {
        var field = new StringBuilder(name).Append(':');
        var length = field.Length;
        var first = true;
        foreach (var piece in pieces)
        {
            var fold = !first && length + 1 + piece.Length > Line;
            field.Append(fold ? "\r\n " : " ").Append(piece);
            length = (fold ? 0 : length) + 1 + piece.Length;
            first = false;
        }
        return field.Append("\r\n").ToString();
    }

    public static string Write(string name, string value) => Write(name, [value]);

    public static string Text(string name, string text) => Write(name, HeaderText.Words(text));

    public static string Addresses(string name, IReadOnlyList<NamedAddress> addresses) =>
        Write(name, addresses.SelectMany((address, at) => Pieces(address, at + 1 < addresses.Count ? "," : "")));

    public static string Ids(string name, IEnumerable<MessageId> ids) => Write(name, ids.Select(id => id.ToString()));

    public static string Date(string name, DateTimeOffset moment)
    {
        var zone = moment.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return Write(name, $"{moment.ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} {zone}");
    }

    private static IEnumerable<string> Pieces(NamedAddress address, string comma)
    {
        if (HeaderText.Clean(address.Name ?? "").Trim().Length == 0) return [address.Address + comma];
        return [.. HeaderText.Phrase(address.Name!), $"<{address.Address}>{comma}"];
    }
}
