namespace Inbox.Mail.Smtp;

/// <summary>What a server must be able to do to take a mail.</summary>
/// <param name="Size">Bytes (RFC 1870).</param>
/// <param name="EightBit">Bytes outside of ASCII (RFC 6152).</param>
/// <param name="Utf8">Letters outside of ASCII in an address or a header (RFC 6531).</param>
internal sealed record MailNeeds(int Size, bool EightBit, bool Utf8)
{
    public static MailNeeds Of(Envelope envelope, ReadOnlySpan<byte> mail)
    {
        var headersEnd = mail.IndexOf("\r\n\r\n"u8);
        var headers = headersEnd < 0 ? mail : mail[..headersEnd];
        return new(mail.Length, IsEightBit(mail), envelope.NeedsUtf8 || IsEightBit(headers));
    }

    private static bool IsEightBit(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
}
