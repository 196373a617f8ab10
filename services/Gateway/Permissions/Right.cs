namespace Inbox.Gateway;

/// <summary>What an endpoint or a hub method asks of its caller.</summary>
internal enum Right
{
    /// <summary>To see what the caller's teams may see.</summary>
    Read,

    /// <summary>To reply, note, assign, close: to act on a conversation.</summary>
    Answer,

    /// <summary>To make and take away the links of campaigns.</summary>
    Promote,

    /// <summary>To look after schedules, quarantine and people's data.</summary>
    Manage,

    /// <summary>To change accounts, staff, teams and tokens, and to read the audit.</summary>
    Administer,
}
