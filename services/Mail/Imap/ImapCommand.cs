using System.Globalization;
using System.Text;

namespace Inbox.Mail.Imap;

/// <summary>
/// Builds a command from typed parts, so that no name or password can become another command (RFC 3501 4.3): what cannot stand in quotes
/// becomes a literal, and a NUL, which nothing can carry, is refused.
/// </summary>
internal sealed class ImapCommand
{
    private const int LongestQuoted = 1000;
    private readonly StringBuilder _text = new();
    private readonly List<(string Before, byte[] Literal)> _literals = [];

    /// <summary>A command of fixed words; never anything that came from outside.</summary>
    public ImapCommand(string words) => _text.Append(words);

    /// <summary>Texts and the literals behind them, in order; the text after the last literal is <see cref="Rest"/>.</summary>
    public IReadOnlyList<(string Before, byte[] Literal)> Literals => _literals;

    public string Rest => _text.ToString();

    /// <summary>What to call it in an error text: the first word, without any argument.</summary>
    public string Name => (_literals.Count > 0 ? _literals[0].Before : Rest).Split(' ')[0];

    public ImapCommand Words(string words)
    {
        _text.Append(' ').Append(words);
        return this;
    }

    public ImapCommand Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public ImapCommand Folder(MailboxName name) => Bytes(Encoding.Latin1.GetBytes(name.Wire));

    public ImapCommand Date(DateOnly day) => Words(day.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture));

    public ImapCommand Moment(DateTimeOffset moment)
    {
        var zone = moment.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        var day = moment.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        return Words($"\"{day}{moment.ToString("-MMM-yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{zone}\"");
    }

    public ImapCommand Literal(byte[] bytes)
    {
        _literals.Add((_text.Append(' ').ToString(), bytes));
        _text.Clear();
        return this;
    }

    private ImapCommand Bytes(byte[] value)
    {
        if (value.Contains((byte)0)) throw new ArgumentException("A NUL cannot be sent to a mail server.", nameof(value));
        if (value.Length > LongestQuoted || value.Any(b => b is < 0x20 or >= 0x7F)) return Literal(value);
        var escaped = Encoding.ASCII.GetString(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return Words($"\"{escaped}\"");
    }
}
