using System.Text;

namespace Inbox.Mail.Net;

/// <summary>The messages of the SASL mechanisms, in base64 (RFC 4616; XOAUTH2 as Google and Microsoft describe it).</summary>
internal static class Sasl
{
    public static string Plain(Credentials.WithPassword credentials) => Encode($"\0{Plain(credentials.User)}\0{Plain(credentials.Password)}");

    public static string XOAuth2(Credentials.WithToken credentials) =>
        Encode($"user={Plain(credentials.User)}\u0001auth=Bearer {Plain(credentials.AccessToken)}\u0001\u0001");

    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>A control character would end the field in which it stands, so no mechanism can carry one.</summary>
    public static string Plain(string value) => !value.Any(char.IsControl) ? value
        : throw new MailFailureException(new(FailureKind.WrongPassword,
            "The user name or password contains an invisible control character, such as a line break.",
            "Type it again instead of pasting it."));
}
