namespace Inbox.Gateway;

/// <summary>Who asks: a member of staff with a session, or a program with a token.</summary>
/// <param name="Id">The staff member's or the token's id.</param>
/// <param name="Name">As colleagues and customers may see it.</param>
/// <param name="Role">The role now, not at sign-in.</param>
/// <param name="Credential">What the caller came in with.</param>
/// <param name="CredentialId">The stored (hashed) id of the session, or the token's id: when it is gone, the caller is.</param>
public sealed record Caller(string Id, string Name, Role Role, Credential Credential, string CredentialId);

/// <summary>What a caller came in with.</summary>
public enum Credential
{
    /// <summary>A session cookie: sent by browsers without being asked, hence guarded against other sites.</summary>
    Session,

    /// <summary>A bearer token: sent only on purpose.</summary>
    Token,
}
