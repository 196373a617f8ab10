using System.Text;

namespace Inbox.Mail.Charsets;

/// <summary>UTF-7 (RFC 2152), for plain text only: in HTML it is how markup is smuggled past those who look for it, so there it stays as written.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != (byte)'+')
            {
                text.Append((char)bytes[i]);
                continue;
            }
            if (i + 1 < bytes.Length && bytes[i + 1] == (byte)'-')
            {
                text.Append('+');
                i++;
                continue;
            }
            int bits = 0, value = 0, units = 0, start = i;
            for (i++; i < bytes.Length && Digit(bytes[i]) is >= 0 and var digit; i++)
            {
                value = (value << 6) | digit;
                bits += 6;
                if (bits < 16)
                    continue;
                bits -= 16;
                text.Append((char)(value >> bits));
                value &= (1 << bits) - 1;
                units++;
            }
            if (units == 0)
            {
                text.Append('+');
                i = start;
            }
            else if (i >= bytes.Length || bytes[i] != (byte)'-')
                i--;
        }
        return text.ToString();
    }

    private static int Digit(byte b) => b switch
    {
        >= (byte)'A' and <= (byte)'Z' => b - 'A',
        >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
