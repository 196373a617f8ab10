using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>An entry as the visitor's browser gets it: the only shape in which anything of a conversation leaves through this door.</summary>
internal sealed record ChatShown(long Place, string Id, bool Mine, string Kind, string Text, string? Name, string? Address, long At, IReadOnlyList<ChatFileShown> Files)
{
    /// <summary>The name only of who answered; the address only where the visitor left it.</summary>
    public static ChatShown Of(TimelineEntry e) => new(
        e.Place, e.Id, e.Direction == "in", e.Kind, e.Text, e.Direction == "in" ? null : e.Name, e.Kind == TimelineEntry.AddressLeft ? e.Address : null, e.At,
        [.. e.Attached.Select(f => new ChatFileShown(f.Id, f.Name, f.Size))]);
}

/// <summary>A file of an entry.</summary>
internal sealed record ChatFileShown(string Id, string Name, long Size);

/// <summary>What a browser gets when it begins.</summary>
/// <param name="Token">What it proves itself with from now on.</param>
/// <param name="Keep">Whether it may keep the token; who was signed for is signed for anew at each visit.</param>
/// <param name="Title">What the account is called.</param>
/// <param name="Greeting">What stands at the beginning.</param>
/// <param name="Staffed">Whether somebody is there.</param>
/// <param name="Address">The address that is known of the visitor.</param>
/// <param name="Mails">Whether who has left is answered by mail: only then may it be promised.</param>
/// <param name="Entries">The latest entries.</param>
internal sealed record ChatBeginning(string Token, bool Keep, string Title, string? Greeting, bool Staffed, string? Address, bool Mails, IReadOnlyList<ChatShown> Entries);

/// <summary>What came since a place.</summary>
/// <param name="Entries">Entries behind it, the first ones when there are many.</param>
/// <param name="Last">The last place; smaller than what was asked for when the history was erased.</param>
internal sealed record ChatNews(IReadOnlyList<ChatShown> Entries, long Last);
