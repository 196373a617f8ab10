namespace Inbox.Mail.Mime;

internal static class Hex
{
    /// <summary>0 to 15, or -1 when it is no hexadecimal digit.</summary>
    public static int Value(int c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
