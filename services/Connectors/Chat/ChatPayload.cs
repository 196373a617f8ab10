using System.Text.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Chat;

/// <summary>What the door stores as the raw bytes of something that a visitor did; <see cref="ChatReader"/> reads it back.</summary>
/// <param name="Id">What the browser calls it: the same twice is one.</param>
/// <param name="Kind"><c>message</c>, or <c>address</c> for an address that was left.</param>
/// <param name="Visitor">Who.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When it came, in milliseconds since 1970.</param>
internal sealed record ChatPayload(string Id, string Kind, ChatParty Visitor, string Text, long At)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Where they were.</summary>
    public ChatPage? Page { get; init; }

    /// <summary>A file, whose bytes are stored beside these.</summary>
    public AttachmentRef? File { get; init; }

    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}

/// <summary>The visitor as staff see them.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Handle">The site's id of them, or a short made one.</param>
/// <param name="Name">Their name.</param>
/// <param name="Address">Their address, whether anybody vouched for it or not.</param>
/// <param name="Verified">Whether their site vouched for it.</param>
internal sealed record ChatParty(string Id, string Handle, string? Name, string? Address, bool Verified);

/// <summary>The page that a visitor had before them.</summary>
internal sealed record ChatPage(string? Url, string? Title)
{
    /// <summary>What the address said of a campaign by which they came, when they have gone on to other pages since.</summary>
    public string? Campaign { get; init; }
}
