namespace Inbox.Host;

/// <summary>What somebody does in the script.</summary>
internal enum DemoMove
{
    /// <summary>Before the demo starts: a person opens a thread.</summary>
    Wrote,

    /// <summary>Staff answer it.</summary>
    Staff,

    /// <summary>The person writes again in the same thread.</summary>
    Again,

    /// <summary>The person's mail program answers.</summary>
    Auto,

    /// <summary>A mail server says that the answer cannot be delivered.</summary>
    Bounce,

    /// <summary>A mailing list writes.</summary>
    List,

    /// <summary>While the demo runs: a person opens a new thread.</summary>
    Live,

    /// <summary>A colleague answers, when nobody was faster.</summary>
    Colleague,

    /// <summary>A person comes back to the last thread by themselves.</summary>
    More,

    /// <summary>What a person says to an answer that they get while the demo runs.</summary>
    Answer,
}

/// <summary>One letter of the script.</summary>
/// <param name="Move">What it is.</param>
/// <param name="After">How long before the start (wrote, list), or after the letter before it.</param>
/// <param name="Subject">Only for a letter that opens a thread: what it is about; under a post, what the letters call that post.</param>
/// <param name="Staff">Who of us writes it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Files">Names of files to draw and send along.</param>
/// <param name="Html">Whether it also comes as HTML with a picture from afar.</param>
internal sealed record DemoLetter(DemoMove Move, TimeSpan After, string? Subject, string? Staff, string Text, IReadOnlyList<string> Files, bool Html);

/// <summary>Somebody who writes to one of the brands.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Address">Their address, under .example, or what the platform calls them.</param>
/// <param name="Handle">Their short name there.</param>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Account">Where they write.</param>
/// <param name="IsMachine">A list, or a mailbox that nobody reads.</param>
/// <param name="Acts">What staff did with the conversation before the demo starts: closed, held, tag, note, snoozed or privately, and how.</param>
/// <param name="Letters">What they and we write, in this order.</param>
internal sealed record DemoPerson(
    string Name, string Address, string? Handle, string Language, DemoAccount Account, bool IsMachine, IReadOnlyList<(string Act, string How)> Acts, IReadOnlyList<DemoLetter> Letters)
{
    /// <summary>To whom they write.</summary>
    public DemoBrand Brand => Account.Brand;

    /// <summary>What the first of their conversations is about, where conversations have a subject.</summary>
    public string? Opening => Account.Platform is null ? History.First().Subject : null;

    /// <summary>What has happened when the demo starts.</summary>
    public IEnumerable<DemoLetter> History => Letters.Where(l => l.Move < DemoMove.Live);
}
