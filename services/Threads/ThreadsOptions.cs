using System.ComponentModel.DataAnnotations;

namespace Inbox.Threads;

/// <summary>What an operator can set.</summary>
public sealed record ThreadsOptions
{
    /// <summary>How long a reply waits for a change of mind before it goes out.</summary>
    [Range(0, 120)]
    public int UndoSeconds { get; set; } = 10;

    /// <summary>R of threading.md: how many days after closing a person's message opens a conversation again.</summary>
    [Range(0, 3650)]
    public int ReopenDays { get; set; } = 14;
}
