using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Inbox.Connectors.Json;

/// <summary>
/// A place in a vendor's JSON that may hold anything: asking for what is not there, or is of another kind, gives nothing and never an exception. Depth is bounded
/// (B53); ids keep the digits that the vendor wrote, whatever their size.
/// </summary>
internal readonly struct Node : IEnumerable<Node>
{
    private const int MostDepth = 64;
    private readonly JsonElement _element;

    private Node(JsonElement element) => _element = element;

    /// <summary>Reads bytes. Null with the reason when they are no JSON, or too deep. What is no UTF-8 in them becomes U+FFFD, so that one text in another encoding takes nothing else with it.</summary>
    public static Node? Read(ReadOnlyMemory<byte> bytes, out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span)), new() { MaxDepth = MostDepth });
            problem = null;
            return new(document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            problem = $"This is not JSON that can be read: {e.Message}";
            return null;
        }
    }

    public Node this[string name] => Kind == JsonValueKind.Object && _element.TryGetProperty(name, out var found) ? new(found) : default;

    public Node this[int index] => Kind == JsonValueKind.Array && index < _element.GetArrayLength() ? new(_element[index]) : default;

    public bool Exists => Kind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsObject => Kind == JsonValueKind.Object;

    public bool IsList => Kind == JsonValueKind.Array;

    public bool IsTrue => Kind == JsonValueKind.True;

    /// <summary>The names of an object's properties.</summary>
    public IEnumerable<string> Names => IsObject ? _element.EnumerateObject().Select(p => p.Name) : [];

    /// <summary>Text that is not empty, without U+0000 and lone surrogates; null for anything else.</summary>
    public string? Text => Kind == JsonValueKind.String && JsonText.Of(_element) is { Length: > 0 } text ? text : null;

    /// <summary>An id, which vendors write as text or as a whole number: its characters as they stand there.</summary>
    public string? Id => Kind == JsonValueKind.Number && _element.GetRawText() is var digits && digits.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0 ? digits : Text;

    /// <summary>A whole number, also when it is written as text.</summary>
    public long? Number =>
        Kind == JsonValueKind.Number && _element.TryGetInt64(out var number) ? number
        : Kind == JsonValueKind.String && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number
        : null;

    /// <summary>A moment in seconds since 1970.</summary>
    public DateTimeOffset? Seconds => Number is { } seconds and >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>A moment in milliseconds since 1970.</summary>
    public DateTimeOffset? Milliseconds => Number is { } ms and >= 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>A moment as ISO 8601 text; UTC when no offset is named.</summary>
    public DateTimeOffset? Moment =>
        DateTimeOffset.TryParse(Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>An address that a browser may open.</summary>
    public string? Link => Uri.TryCreate(Text, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? link.AbsoluteUri : null;

    private JsonValueKind Kind => _element.ValueKind;

    /// <summary>What an array holds; nothing for anything else.</summary>
    public IEnumerator<Node> GetEnumerator() => (Kind == JsonValueKind.Array ? _element.EnumerateArray().Select(e => new Node(e)) : []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Exists ? _element.GetRawText() : "";
}
