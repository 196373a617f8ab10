using System.Text;

namespace Inbox.Connectors.Net;

/// <summary>Cuts bytes that come in pieces into lines.</summary>
internal static class Lines
{
    private const int Longest = 1_000_000;

    /// <param name="bytes">What came.</param>
    /// <param name="rest">What came before since the last line's end; afterwards what came since.</param>
    /// <param name="said">Takes a line without its end.</param>
    public static void Cut(ReadOnlySpan<byte> bytes, MemoryStream rest, Action<string> said)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            rest.Write(bytes[..end]);
            said(Encoding.UTF8.GetString(rest.GetBuffer(), 0, (int)rest.Length).TrimEnd('\r'));
            rest.SetLength(0);
            bytes = bytes[(end + 1)..];
        }
        if (rest.Length + bytes.Length > Longest)
            throw new IOException("The line is too long.");
        rest.Write(bytes);
    }
}
