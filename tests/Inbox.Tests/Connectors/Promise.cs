using Inbox.Connectors;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors;

/// <summary>
/// What a channel's suite shows of the connector's promise, beside its messages: examples in the vendor's form, or in words why the platform has no such thing. A suite that gives neither does not compile.
/// </summary>
internal sealed record Promise
{
    /// <summary>An author changes a message.</summary>
    public required Shown<Aside> Edits { get; init; }

    /// <summary>A message is taken back.</summary>
    public required Shown<Aside> Deletions { get; init; }

    /// <summary>Somebody reacts to a message, or takes that back.</summary>
    public required Shown<Aside> Reactions { get; init; }

    /// <summary>Somebody has read.</summary>
    public required Shown<Aside> Reads { get; init; }

    /// <summary>How far a message of ours has come.</summary>
    public required Shown<Aside> Deliveries { get; init; }

    /// <summary>Somebody is writing.</summary>
    public required Shown<Aside> Typing { get; init; }

    /// <summary>Somebody follows, joins, blocks or comes by a link.</summary>
    public required Shown<Aside> Follows { get; init; }

    /// <summary>Kinds of which nothing is known.</summary>
    public required Shown<Aside> Unknown { get; init; }

    /// <summary>Deliveries of several events, one of them malformed.</summary>
    public required Shown<Several> Malformed { get; init; }

    /// <summary>Replies written in the vendor's own app.</summary>
    public required Shown<Elsewhere> WrittenElsewhere { get; init; }

    /// <summary>Our own replies as they come back.</summary>
    public required Shown<Echo> Echoes { get; init; }

    /// <summary>How long a text may be.</summary>
    public required Shown<Limit> Limits { get; init; }

    /// <summary>How long after the person wrote a reply is taken.</summary>
    public required Shown<Window> Windows { get; init; }

    /// <summary>What the vendor says when it takes nothing now, or not this.</summary>
    public required Shown<Trouble> Troubles { get; init; }

    /// <summary>Opens the way out, to a platform that is as strict as the real one.</summary>
    public required Func<Task<Outlet>> OpenAsync { get; init; }
}

/// <summary>A payload that says something beside messages.</summary>
/// <param name="Payload">The bytes, with nothing else in them.</param>
/// <param name="Target">The message that it is about, where the platform names one.</param>
internal sealed record Aside(byte[] Payload, string? Target = null)
{
    /// <summary>Of a reaction: whether it was taken back.</summary>
    public bool Removed { get; init; }

    /// <summary>Of a delivery: how far.</summary>
    public string Status { get; init; } = "delivered";
}

/// <summary>A delivery of several events.</summary>
/// <param name="Payload">The bytes.</param>
/// <param name="Whole">How many events in it can be read.</param>
/// <param name="Problem">What is said of the one that cannot.</param>
internal sealed record Several(byte[] Payload, int Whole, string Problem);

/// <summary>A reply written in the vendor's own app.</summary>
/// <param name="Before">What the person, and others, said before.</param>
/// <param name="Written">The reply.</param>
/// <param name="Person">Whom it goes to; <c>{account}</c> where the account is named.</param>
internal sealed record Elsewhere(byte[][] Before, byte[] Written, string Person)
{
    public Origin Origin { get; init; } = Origin.Incoming;
}

/// <summary>Our own reply as it comes back.</summary>
/// <param name="Way">How it went out.</param>
/// <param name="Asked">What it answers.</param>
/// <param name="Comes">What the platform delivers of it, by the id that it gave and by what it was handed.</param>
internal sealed record Echo(Way Way, byte[] Asked, Func<string, Outlet, byte[]> Comes)
{
    /// <summary>How many files go along that the platform makes messages of their own of.</summary>
    public int Files { get; init; }

    public Origin Origin { get; init; } = Origin.Incoming;
}

/// <summary>How long a text may be, by the vendor's documentation.</summary>
internal sealed record Limit(Way Way, int Most, TextCount Counts = TextCount.Characters)
{
    /// <summary>What the platform itself takes, where the composer leaves room for what is added.</summary>
    public int Taken { get; init; } = Most;
}

/// <summary>How long a reply is taken, by the vendor's documentation.</summary>
/// <param name="Way">How it goes out.</param>
/// <param name="Asked">What the person wrote.</param>
/// <param name="Open">For how long after that.</param>
internal sealed record Window(Way Way, byte[] Asked, TimeSpan Open)
{
    /// <summary>A setting of the account that it depends on.</summary>
    public (string Key, string Value)? Where { get; init; }
}

/// <summary>What the vendor says.</summary>
/// <param name="Wait">How long it asks to be left alone when it has been asked too often; null where its protocol cannot say.</param>
/// <param name="Words">Its own words when it refuses.</param>
internal sealed record Trouble(TimeSpan? Wait, string Words)
{
    /// <summary>Whether the platform knows nothing by which it tells a second time from the first: what broke off may stand there.</summary>
    public bool IsKeyless { get; init; }
}
