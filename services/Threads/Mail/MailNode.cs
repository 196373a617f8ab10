using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A mail as threading sees it.</summary>
internal sealed record MailNode
{
    public required string Id { get; init; }

    /// <summary>The conversation it stands in, or would start.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Written by our side.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Filed, never waited for: what a machine wrote, or what a person wrote to a list.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>A bounce or an absence notice; may come from another address than the one that we wrote to. A list's mail is written by a person.</summary>
    public bool IsMachine { get; init; }

    /// <summary>Who wrote it; empty for a mail that names nobody.</summary>
    public required string Sender { get; init; }

    /// <summary>Everybody it names in From, To and Cc, our own address left out.</summary>
    public required IReadOnlySet<string> People { get; init; }

    public required string BaseSubject { get; init; }
    public long At { get; init; }

    /// <summary>The hash of its own Message-ID, or null.</summary>
    public string? Own { get; init; }

    /// <summary>Hashes of the ids that it names, most telling first.</summary>
    public required IReadOnlyList<string> Named { get; init; }

    /// <summary>Our replies whose signed token it carries.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Came with somebody else's token: it makes nobody a participant.</summary>
    public bool Unverified { get; set; }

    /// <summary>What it is about, when that is known: what answers it is about the same.</summary>
    public ContentRef? Content { get; init; }

    /// <summary>Whom it makes participants.</summary>
    public IEnumerable<string> Admits => IsMachine || Unverified ? [] : People;

    /// <summary>The same mail in a conversation of the account with this address.</summary>
    public MailNode In(string conversationId, string? ours) =>
        this with { ConversationId = conversationId, People = ours is not null && People.Contains(ours) ? People.Where(p => p != ours).ToHashSet() : People };

    /// <summary>Reads a node from a mail's header.</summary>
    public static MailNode Of(string id, string conversationId, string direction, string? automatic, Party author, string? subject, long at, string? messageId, MailHeads? heads, ReplyPlan? plan, string? ours)
    {
        var isOurs = direction == "out";
        var sender = isOurs ? "" : Addresses.Key(author) ?? "";
        IEnumerable<Party> named = plan is not null ? [plan.Recipient, .. plan.Cc] : [.. heads?.To ?? [], .. heads?.Cc ?? []];
        var people = named.Select(Addresses.Key).OfType<string>().ToHashSet();
        if (!isOurs)
            people.Add(sender);
        if (ours is not null)
            people.Remove(ours);
        return new()
        {
            Id = id,
            ConversationId = conversationId,
            IsOurs = isOurs,
            IsAutomatic = automatic is not null,
            IsMachine = automatic is not (null or Names.List),
            Sender = sender,
            People = people,
            BaseSubject = Threads.BaseSubject.Compared(subject),
            At = at,
            Own = messageId is null ? null : MailId.Hash(messageId),
            Named = heads is null ? [] : [.. MailId.Named(heads.InReplyTo, heads.References).Select(Clean.Text).Where(i => i != messageId).Select(MailId.Hash)],
        };
    }
}
