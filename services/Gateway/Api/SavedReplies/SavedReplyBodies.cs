using System.ComponentModel.DataAnnotations;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>A text that staff keep to answer with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What staff call it.</param>
/// <param name="Text">What is put in; {{person.name}}, {{person.firstName}}, {{staff.name}} and {{content.title}} are filled in from the conversation.</param>
/// <param name="Shortcut">A short word that finds it.</param>
/// <param name="Language">The language that it is written in (ISO 639-1); null where nobody said.</param>
/// <param name="Accounts">The accounts that it is for; none for all.</param>
/// <param name="Teams">The teams that it is for; none for all.</param>
/// <param name="MayChange">Whether the caller may change it.</param>
/// <param name="By">The name of who wrote it.</param>
/// <param name="Used">In how many messages of accounts that the caller sees some of its words were sent.</param>
/// <param name="UsedAt">When the last of them was sent.</param>
internal sealed record SavedReplyShown(
    string Id, string Name, string Text, string? Shortcut, string? Language, IReadOnlyList<string> Accounts, IReadOnlyList<string> Teams, bool MayChange, string? By, long Used, DateTimeOffset? UsedAt)
{
    public static SavedReplyShown Of(SavedReply saved, SavedReplyDoor door, SavedUse? use, string? by) => new(
        saved.Id, saved.Name, saved.Text, saved.Shortcut, saved.Language, saved.Accounts, saved.Teams, door.MayChange(saved), by, use?.Count ?? 0, use?.LastMs.Time());
}

internal sealed record SavedReplyBody : IBody
{
    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>Plain text; {{person.name}}, {{person.firstName}}, {{staff.name}} and {{content.title}} are filled in from the conversation.</summary>
    [StringLength(10_000, MinimumLength = 1)]
    public required string Text { get; init; }

    /// <summary>A short word that finds it.</summary>
    [StringLength(30)]
    public string? Shortcut { get; init; }

    /// <summary>The language that it is written in, two letters (ISO 639-1).</summary>
    [StringLength(2, MinimumLength = 2), RegularExpression("[A-Za-z]{2}")]
    public string? Language { get; init; }

    /// <summary>The accounts that it is for; none for all.</summary>
    [MaxLength(200)]
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The teams that it is for; none for all.</summary>
    [MaxLength(200)]
    public IReadOnlyList<string> Teams { get; init; } = [];

    internal NewSavedReply Written => new(Name, Text, Shortcut, Language, Accounts, Teams);
}
