using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>
/// A delivery while it is read. The platform puts events of several pages or numbers into one, so each reader asks whose an entry is; one event that cannot be read is
/// named and leaves the others alone.
/// </summary>
internal sealed class MetaReading(RawInput input)
{
    private readonly List<Found> _found = [];
    private readonly List<Storage.NewFile> _files = [];
    private readonly List<string> _problems = [];

    public RawInput Input => input;

    /// <summary>How much was found so far, what could not be read included.</summary>
    public int Count => _found.Count + _problems.Count;

    /// <summary>Reads all entries of a delivery.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="entry">Reads one entry.</param>
    /// <param name="history">Reads what is no delivery but an answer that was asked for.</param>
    public static Reading Of(RawInput input, Action<MetaReading, Node> entry, Action<MetaReading, Node>? history = null)
    {
        if (Node.Read(input.Content, out var problem) is not { } body)
            return new([], [], problem);
        var reading = new MetaReading(input);
        var entries = (body.IsObject ? [body] : body.ToList()).SelectMany(b => b["entry"].IsObject ? [b["entry"]] : b["entry"].ToList()).ToList();
        if (entries.Count == 0)
            history?.Invoke(reading, body);
        if (entries.Count == 0 && reading.Count == 0)
            reading.Unreadable("there is no \"entry\" in it.");
        foreach (var one in entries)
            entry(reading, one);
        return new(reading._found, reading._files, reading._problems.Count > 0 ? $"Of this delivery: {string.Join(' ', reading._problems.Take(5))}" : null);
    }

    /// <summary>Whether an entry is this account's; when no id is known (a file on a desk), every one is.</summary>
    public bool IsOurs(string? id) => input.OwnIds.Count == 0 || (id is not null && input.OwnIds.Contains(id));

    /// <summary>The same, and notes whose else it is. Where nobody is named it may be ours: it is kept aside.</summary>
    public bool Takes(string? id, string what)
    {
        if (IsOurs(id))
            return true;
        if (id is null)
            Unreadable($"It does not say which {what} it is about.");
        else
            Elsewhere($"It belongs to another {what} ({id}).");
        return false;
    }

    public void Add(Found found) => _found.Add(found);

    public void Add(Note note) => _found.Add(Found.Of(note));

    public void Ignore(string reason) => Add(new Note(Notes.Ignore) { Reason = reason });

    /// <summary>Another account or another channel has it, if anybody here has.</summary>
    public void Elsewhere(string reason) => Add(new Note(Notes.Ignore) { Reason = reason, IsElsewhere = true });

    /// <summary>Something that should have been an event.</summary>
    public void Unreadable(string problem) => _problems.Add(problem);

    /// <summary>A file whose bytes are fetched later.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its media type, parameters and all.</param>
    /// <param name="source">What the platform calls it.</param>
    public AttachmentRef File(string name, string type, string source) => Keep(new(input.NewId(), name, type.Split(';')[0].Trim(), default, source));

    /// <summary>A file that came in the delivery itself.</summary>
    public AttachmentRef File(string name, string type, byte[] content) => Keep(new(input.NewId(), name, type, content));

    private AttachmentRef Keep(Storage.NewFile file)
    {
        _files.Add(file);
        return new(file.Id, file.Name, file.Type, file.Content.Length);
    }
}
