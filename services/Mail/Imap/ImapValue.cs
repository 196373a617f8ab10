using System.Text;

namespace Inbox.Mail.Imap;

/// <summary>A value inside a response (RFC 3501 4).</summary>
internal abstract record ImapValue
{
    public sealed record Nil : ImapValue;

    public sealed record Atom(string Word) : ImapValue;

    /// <summary>A quoted string or a literal. Of a literal over its limit only the beginning was kept; <paramref name="Length"/> is the true one.</summary>
    public sealed record Octets(byte[] Bytes, long Length) : ImapValue;

    public sealed record List(IReadOnlyList<ImapValue> Items) : ImapValue;

    /// <summary>The words of an atom or the octets of a string as Latin-1; null for NIL and lists.</summary>
    public string? Text => this switch
    {
        Atom atom => atom.Word,
        Octets octets => Encoding.Latin1.GetString(octets.Bytes),
        _ => null,
    };
}
