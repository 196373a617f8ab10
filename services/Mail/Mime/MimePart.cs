namespace Inbox.Mail.Mime;

/// <summary>One node of the MIME tree: a multipart with children, or a leaf with its undecoded body.</summary>
internal sealed class MimePart(IReadOnlyList<RawField> fields, string defaultType)
{
    private readonly string _defaultType = defaultType;

    public IReadOnlyList<RawField> Fields { get; } = fields;

    public List<MimePart> Children { get; } = [];

    /// <summary>The body as it stands in the mail, still encoded.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    public Parameters ContentType => field ??= Parameters.Parse(Field("Content-Type") ?? _defaultType);

    public Parameters Disposition => field ??= Parameters.Parse(Field("Content-Disposition") ?? "");

    /// <summary>The media type in lower case; what it must be read as when the header states nonsense.</summary>
    public string MediaType => field ??= Plausible(ContentType.Value);

    public string Encoding => field ??= Parameters.Parse(Field("Content-Transfer-Encoding") ?? "").Value;

    public bool IsMultipart => Children.Count > 0;

    /// <summary>The unfolded text of the first field of that name, or null.</summary>
    public string? Field(string name)
    {
        foreach (var field in Fields)
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return FieldText.Unfold(field.Value.Span);
        return null;
    }

    public ReadOnlyMemory<byte> Decode(Defects? defects) => TransferEncoding.Decode(Body, Encoding, defects);

    private string Plausible(string stated)
    {
        var space = stated.IndexOfAny([' ', '\t', ',']);
        var type = space < 0 ? stated : stated[..space];
        var slash = type.IndexOf('/');
        return slash > 0 && slash < type.Length - 1 && type.Length <= 100 ? type
            : type is "text" or "plain" or "" ? _defaultType
            : type is "html" ? "text/html"
            : _defaultType == "text/plain" && ContentType.Get("name") is null ? "text/plain" : "application/octet-stream";
    }
}
