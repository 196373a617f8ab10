using System.Text.Json.Serialization;

namespace Inbox.Contracts;

/// <summary>What a platform takes as a reply of one kind: how long, with which files, and until when. Data, so that it is refused before it is sent, in the page and in the API.</summary>
/// <param name="TextLimit">The longest text, counted as <paramref name="Counts"/> says; null for none.</param>
/// <param name="Counts">How the platform counts.</param>
public sealed record ReplyRules(int? TextLimit = null, TextCount Counts = TextCount.Characters)
{
    /// <summary>The most files with one reply; 0 for none at all, null for no limit.</summary>
    public int? Files { get; init; }

    /// <summary>Bytes of the largest file; null for no limit.</summary>
    public long? FileBytes { get; init; }

    /// <summary>For how long after the person last wrote (of an answer to a comment: after that comment) it is taken; null for ever.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>What the thread keys of those conversations hold that have the window, where not all of an account's do; null where all have it.</summary>
    public string? WindowMark { get; init; }

    /// <summary>A longer window for accounts that may use it.</summary>
    public LongerWindow? Longer { get; init; }

    /// <summary>Whether only one is taken for each message that it answers.</summary>
    public bool Once { get; init; }

    /// <summary>Whether texts that the platform has approved before are taken outside the window, too.</summary>
    public bool TakesTemplates { get; init; }

    /// <summary>The window of an account with these settings.</summary>
    public TimeSpan? WindowOf(IReadOnlyDictionary<string, string> settings) =>
        Longer is { } longer && settings.TryGetValue(longer.Setting, out var value) && value == longer.Value ? longer.Window : Window;
}

/// <summary>A window that an account has when it is set so.</summary>
/// <param name="Setting">The setting's key.</param>
/// <param name="Value">Its value then.</param>
/// <param name="Window">How long it is.</param>
public sealed record LongerWindow(string Setting, string Value, TimeSpan Window);

/// <summary>
/// What joins a channel of what is said in the open to one of direct messages, of which both are the same page's: private answers to the first go on in the second.
/// </summary>
/// <param name="Name">What both call it.</param>
/// <param name="Setting">The setting that has the same value in the accounts that belong together.</param>
public sealed record SharedPage(string Name, string Setting);

/// <summary>How a platform counts the length of a text; see <see cref="TextLength"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextCount>))]
public enum TextCount
{
    /// <summary>UTF-16 code units, as most platforms and JavaScript do.</summary>
    [JsonStringEnumMemberName("characters")] Characters,

    /// <summary>Unicode code points.</summary>
    [JsonStringEnumMemberName("codePoints")] CodePoints,

    /// <summary>What people see as one character.</summary>
    [JsonStringEnumMemberName("graphemes")] Graphemes,

    /// <summary>Bytes of UTF-8.</summary>
    [JsonStringEnumMemberName("bytes")] Bytes,

    /// <summary>Code points by weight: Latin and its neighbours one, others and emoji two, an address 23.</summary>
    [JsonStringEnumMemberName("weighted")] Weighted,

    /// <summary>What people see as one character; an address 23, however long it is.</summary>
    [JsonStringEnumMemberName("graphemesAndLinks")] GraphemesAndLinks,

    /// <summary>Bytes of UTF-8 of the text written as HTML: an ampersand five, an angle bracket four.</summary>
    [JsonStringEnumMemberName("htmlBytes")] HtmlBytes,
}
