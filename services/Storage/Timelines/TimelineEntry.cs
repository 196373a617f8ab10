using System.Text.Json;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>One thing that a person sees of a conversation. Holds nothing that they may not see.</summary>
public sealed record TimelineEntry
{
    /// <summary>Something that was said.</summary>
    public const string Message = "message";

    /// <summary>An e-mail address that the person left, in <see cref="Address"/>.</summary>
    public const string AddressLeft = "address";

    /// <summary>Something of our side that answers a mail and goes by mail alone; kept to know its answer, and not shown.</summary>
    public const string ByMail = "mail";

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>Whose timeline it is, as their channel calls them.</summary>
    public required string Contact { get; init; }

    /// <summary>Its place, from 1 without holes; a reader who has seen one has seen all before it.</summary>
    public long Place { get; init; }

    /// <summary>What its writer calls it: the same twice in one timeline is one entry.</summary>
    public required string Id { get; init; }

    /// <summary><see cref="Message"/>, <see cref="AddressLeft"/> or <see cref="ByMail"/>.</summary>
    public string Kind { get; init; } = Message;

    /// <summary><c>in</c> from the person, <c>out</c> from our side.</summary>
    public required string Direction { get; init; }

    /// <summary>What was said.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who wrote it, as the person may know them.</summary>
    public string? Name { get; init; }

    /// <summary>The address that was left, or to which this also went.</summary>
    public string? Address { get; init; }

    /// <summary>The Message-ID under which it also went out, without brackets.</summary>
    public string? MailId { get; init; }

    /// <summary>Files, as JSON; see <see cref="Attached"/>.</summary>
    public string? Files { get; init; }

    /// <summary>When, in milliseconds since 1970.</summary>
    public long At { get; init; }

    /// <summary>The files.</summary>
    public IReadOnlyList<AttachmentRef> Attached => Files is null ? [] : JsonSerializer.Deserialize<List<AttachmentRef>>(Files)!;

    /// <summary>Files as they are stored; null for none.</summary>
    public static string? Of(IReadOnlyList<AttachmentRef> files) => files.Count == 0 ? null : JsonSerializer.Serialize(files);
}
