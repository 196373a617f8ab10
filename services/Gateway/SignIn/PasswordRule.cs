namespace Inbox.Gateway;

/// <summary>What a password must be: long enough and not one that everybody tries first. No rules on which characters (NIST SP 800-63B section 3.1.1).</summary>
internal static class PasswordRule
{
    public const int Shortest = 8;
    public const int Longest = 128;

    private static readonly HashSet<string> Common = new(
        """
        password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword 12345678 123456789 1234567890 12345679 123123123 11111111 00000000
        88888888 87654321 987654321 9876543210 0987654321 12341234 11223344 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234
        qwertz123 azertyui azertyuiop azerty123 asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 abc12345 abcd1234 abcdefgh abcdefg1 a1b2c3d4 aa123456 aaaaaaaa q1w2e3r4
        q1w2e3r4t5 iloveyou iloveyou1 sunshine sunshine1 princess princess1 football football1 baseball superman batman123 starwars trustno1 dragon123 monkey123
        letmein1 letmein123 welcome1 welcome12 welcome123 welcome2024 welcome2025 welcome2026 admin123 admin1234 administrator adminadmin root1234 changeme
        changeme1 changeme123 changeit secret123 master123 michael1 jennifer jordan23 liverpool arsenal1 chelsea1 charlie1 computer internet whatever freedom1
        shadow123 summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2026 autumn2026 motdepasse motdepasse1 bonjour1 bonjour123 soleil123
        doudou12 loulou12 marseille chouchou azertyu1 passwort passwort1 hallo123 schalke04 contrasena password! password1! qwerty1! test1234 testtest
        guest123 user1234 support1 support123 inbox123 inboxinbox login123 default1 q1w2e3r4t5y6 zaq12wsx 1qaz2wsx3edc qazwsxedc qwe123456 123456abc 123abc456
        147258369 159753159 741852963 963852741 789456123 55555555 66666666 77777777 99999999 22222222 33333333 44444444 12121212 10203040 1234qwer 123qweasd
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a password will not do, or null when it will.</summary>
    public static string? Problem(string? password, string? email, string? name) => password switch
    {
        null or { Length: < Shortest } => $"The password is shorter than {Shortest} characters. Take a longer one; several words make a good one.",
        { Length: > Longest } => $"The password is longer than {Longest} characters. Take a shorter one.",
        _ when Common.Contains(password) || password.Distinct().Count() < 3 => "This password is among the first that anybody would try. Take another one.",
        _ when Is(password, email) || Is(password, name) || Is(password, email?.Split('@')[0]) => "The password is the name or the address it protects. Take another one.",
        _ => null,
    };

    private static bool Is(string password, string? other) => string.Equals(password, other, StringComparison.OrdinalIgnoreCase);
}
