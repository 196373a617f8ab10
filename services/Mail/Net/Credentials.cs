namespace Inbox.Mail.Net;

/// <summary>How to sign in. The secrets never appear in <see cref="object.ToString"/>.</summary>
public abstract record Credentials(string User)
{
    /// <summary>A user name with a password, or an "app password" (LOGIN, AUTH PLAIN).</summary>
    public sealed record WithPassword(string User, string Password) : Credentials(User)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{User} with a password";
    }

    /// <summary>A user name with an OAuth 2 access token (XOAUTH2 as Google and Microsoft describe it).</summary>
    public sealed record WithToken(string User, string AccessToken) : Credentials(User)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{User} with a token";
    }
}
