namespace Inbox.Threads;

/// <summary>A text that staff keep to answer with.</summary>
public sealed record SavedReply
{
    internal const string Select = """
        select id, name, text, shortcut, language, accounts as AccountList, teams as TeamList, created_at as CreatedMs, created_by as CreatedBy, changed_at as ChangedMs
        from saved_replies
        """;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What staff call it.</summary>
    public required string Name { get; init; }

    /// <summary>What is put in, with placeholders.</summary>
    public required string Text { get; init; }

    /// <summary>A short word that finds it; null for none.</summary>
    public string? Shortcut { get; init; }

    /// <summary>The language that it is written in (ISO 639-1); null where nobody said.</summary>
    public string? Language { get; init; }

    /// <summary>The accounts that it is for; none for all.</summary>
    public IReadOnlyList<string> Accounts => Json.Read<List<string>>(AccountList) ?? [];

    /// <summary>The teams that it is for; none for all.</summary>
    public IReadOnlyList<string> Teams => Json.Read<List<string>>(TeamList) ?? [];

    /// <summary>When it was written, in milliseconds since 1970 in UTC.</summary>
    public long CreatedMs { get; init; }

    /// <summary>The member of staff who wrote it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was changed last, in milliseconds since 1970 in UTC.</summary>
    public long ChangedMs { get; init; }

    internal string? AccountList { get; init; }

    internal string? TeamList { get; init; }
}

/// <summary>How often something was sent with a saved reply.</summary>
/// <param name="Count">In how many messages some of its words stand.</param>
/// <param name="LastMs">When the last of them was sent, in milliseconds since 1970 in UTC.</param>
public sealed record SavedUse(long Count, long LastMs);

/// <summary>A saved reply as somebody writes it.</summary>
/// <param name="Name">What staff call it.</param>
/// <param name="Text">Plain text with <see cref="Placeholders"/>.</param>
/// <param name="Shortcut">A short word without spaces.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Accounts">The accounts that it is for; none for all.</param>
/// <param name="Teams">The teams that it is for; none for all.</param>
public sealed record NewSavedReply(string Name, string Text, string? Shortcut, string? Language, IReadOnlyList<string> Accounts, IReadOnlyList<string> Teams);

/// <summary>What of a saved reply was put into a text, with its placeholders filled in.</summary>
/// <param name="Id">The saved reply's id.</param>
/// <param name="Text">The words as they were put in.</param>
public sealed record InsertedText(string Id, string Text);
