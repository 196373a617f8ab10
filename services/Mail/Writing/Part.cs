using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Mail.Writing;

/// <summary>A part of a mail: its Content fields and its encoded body.</summary>
internal sealed partial record Part(string Fields, byte[] Body)
{
    public static Part OfText(string subtype, string text)
    {
        var (encoding, body) = BodyEncoding.Text(text);
        return new(HeaderField.Write("Content-Type", [$"text/{subtype};", "charset=utf-8"])
            + HeaderField.Write("Content-Transfer-Encoding", encoding), body);
    }

    public static Part OfFile(OutgoingFile file) => new(
        HeaderField.Write("Content-Type", IsMediaType().IsMatch(file.ContentType) ? file.ContentType : "application/octet-stream")
        + HeaderField.Write("Content-Transfer-Encoding", "base64")
        + HeaderField.Write("Content-Disposition", ["attachment;", .. FileNameParameter.Pieces(file.Name)]),
        BodyEncoding.Base64(file.Content.Span));

    /// <summary>Joins parts. The boundary is the hash of all that it separates, so no content can know it beforehand, and the same mail is written
    /// the same every time.</summary>
    public static Part OfParts(string subtype, IReadOnlyList<Part> parts)
    {
        var inner = parts.Select(part => part.ToBytes()).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in inner) hash.AppendData(part);
        var boundary = "=_" + Convert.ToHexStringLower(hash.GetCurrentHash())[..40];
        var body = new MemoryStream();
        foreach (var part in inner)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n"));
            body.Write(part);
            body.Write("\r\n"u8);
        }
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return new(HeaderField.Write("Content-Type", [$"multipart/{subtype};", $"boundary=\"{boundary}\""]), body.ToArray());
    }

    public byte[] ToBytes() => [.. Encoding.UTF8.GetBytes(Fields), .. "\r\n"u8, .. Body];

    // A multipart or an enclosed mail may not be in base64 (RFC 2046 5.2.1): those travel as plain files.
    [GeneratedRegex(@"^(?!multipart/|message/)[a-z]{1,20}/[a-z0-9][a-z0-9.+_-]{0,60}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsMediaType();
}
