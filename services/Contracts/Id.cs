namespace Inbox.Contracts;

/// <summary>Identifiers of everything that Inbox makes: UUID version 7 (RFC 9562), so that ids sort by the time of their making.</summary>
public static class Id
{
    /// <summary>A new id: 36 characters, lower case, with dashes.</summary>
    /// <param name="clock">Where the time in the id comes from.</param>
    public static string New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
