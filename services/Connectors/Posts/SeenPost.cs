using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Posts;

/// <summary>A post or an article as a platform shows it.</summary>
/// <param name="Id">The id that messages about it carry.</param>
/// <param name="Url">Where people see it.</param>
/// <param name="Title">Its title or first words.</param>
/// <param name="At">When it was published.</param>
internal sealed record SeenPost(string Id, string? Url, string? Title, DateTimeOffset? At)
{
    private const int LongestTitle = 80;

    /// <summary>What the channel's <see cref="IFetch"/> takes for its picture.</summary>
    public string? Picture { get; init; }

    /// <summary>Whether the account published it itself.</summary>
    public bool IsOwn { get; init; } = true;

    /// <summary>As messages about it name it.</summary>
    public ContentRef Content => new(Id, Url, Title);

    /// <summary>Short, and other when anything that is shown of it is. What stands behind the question mark of a picture's address is a signature that changes with every answer.</summary>
    public string Mark => Keys.Of(Url ?? "", Title ?? "", Picture?.Split('?')[0] ?? "", $"{At:O}")[..16];

    /// <summary>As an event, with the file that its picture will be.</summary>
    public ContentSeen Seen(string account, string channel, DateTimeOffset at, Func<string> newId, List<NewFile> files)
    {
        if (Picture is not null)
            files.Add(new(newId(), "picture", "application/octet-stream", default, Picture));
        return new(newId(), account, channel, Content, at) { Picture = Picture is null ? null : files[^1].Id, PublishedAt = At, Own = IsOwn };
    }

    /// <summary>The first words of a text, as a title of what has none.</summary>
    public static string? FirstWords(string? text)
    {
        var line = (text ?? "").Trim().Split('\n')[0].Trim();
        return line.Length == 0 ? null : line.Length <= LongestTitle ? line : $"{line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)]}…";
    }
}
