using System.Diagnostics.CodeAnalysis;

namespace Inbox.Mail.Writing;

/// <summary>A Message-ID that can safely be written into a header (RFC 5322 3.6.4). Only <see cref="TryParse"/> makes one.</summary>
public sealed record MessageId
{
    // A line has at most 998 characters, and an id cannot be folded.
    private const int Longest = 900;

    private MessageId(string id) => Id = id;

    /// <summary>The id without brackets.</summary>
    public string Id { get; }

    /// <summary>Reads an id with or without brackets. Foreign mails carry ids that cannot be repeated (blanks, foreign letters, kilobytes): leave those out.</summary>
    /// <param name="text">For instance <c>&lt;1@example.org&gt;</c>.</param>
    /// <param name="id">The id; null when the result is false.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MessageId? id)
    {
        var inner = text is ['<', .. var bracketed, '>'] ? bracketed : text;
        id = inner is { Length: > 0 and <= Longest } && inner.All(c => c is > ' ' and <= '~' and not '<' and not '>') ? new(inner) : null;
        return id is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"<{Id}>";
}
