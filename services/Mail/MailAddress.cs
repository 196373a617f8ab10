namespace Inbox.Mail;

/// <summary>A mailbox (RFC 5322 section 3.4, RFC 6532) as its header states it.</summary>
/// <param name="Name">The decoded display name, or what was written when it is no address; empty when there is none.</param>
/// <param name="Address">
/// <c>local@domain</c> as written. Empty when what was written cannot be mailed to: no or two @, spaces, control characters, CR or LF.
/// </param>
public sealed record MailAddress(string Name, string Address)
{
    /// <summary>Whether there is an address to write to.</summary>
    public bool IsMailbox => Address.Length > 0;

    /// <summary>The part after the @, lower case; empty without an address.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    /// <summary>Whether both name the same mailbox: equal but for ASCII and Unicode case, nothing cleverer (B28).</summary>
    /// <param name="other">The other address.</param>
    public bool SameMailbox(MailAddress? other) =>
        other is not null && IsMailbox && Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase);
}
