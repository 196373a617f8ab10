namespace Inbox.Gateway;

/// <summary>Under which form a staff member's address is compared: trimmed and in lower case, nothing more; look-alikes are different people.</summary>
public static class StaffAddress
{
    public const int Longest = 254;

    public static string Key(string email) => email.Trim().ToLowerInvariant();

    public static bool IsOne(string? email) =>
        email?.Trim() is { Length: >= 3 and <= Longest } text
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"');
}
