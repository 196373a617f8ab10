using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Why a reply cannot be sent as it is; says what to change. Decided before anything is stored, so that no script gets round what the page refuses.</summary>
internal static class ReplyProblem
{
    /// <param name="reply">The reply.</param>
    /// <param name="usual">What the person used, when the writer did not choose.</param>
    /// <param name="ways">The ways that there are.</param>
    /// <param name="way">The one that was chosen.</param>
    public static string? Of(NewReply reply, string usual, IReadOnlyList<ReplyWay> ways, out ReplyWay way)
    {
        var wanted = reply.Private is { } chosen ? chosen ? "private" : "public" : usual;
        var found = ways.FirstOrDefault(w => w.Visibility == wanted);
        way = found ?? (ways.Count > 0 ? ways[0] : null!);
        if (reply.ClientId.Length is 0 or > 100)
            return "clientId must have 1 to 100 characters.";
        if (string.IsNullOrWhiteSpace(reply.Text) && reply.Attachments.Count == 0)
            return "The reply is empty.";
        if (Placeholders.LeftIn(reply.Text) is { } gap)
            return $"{gap} is not filled in. Write what belongs there.";
        if (way is null)
            return "The account of this conversation is not there any more, so nothing can go out through it.";
        // What is meant for everybody may still be said to one; never the other way round.
        if (found is null && wanted == "private")
            return "There are no private answers on this channel: everybody would read it. Answer in the open, or not at all.";
        if (reply.Template is not null && !way.Rules.TakesTemplates)
            return "This channel has no templates. Write it as a text.";
        if (Closed(way, reply.Template) is { } closed)
            return closed;
        var length = way.Rules.TextLimit is null ? 0 : TextLength.Of(reply.Text, way.Rules.Counts);
        return length > way.Rules.TextLimit ? $"The reply has {length} {Unit(way.Rules.Counts)}; this channel takes {way.Rules.TextLimit}." : null;
    }

    /// <summary>Why nothing is taken now; what the platform has approved before is taken when nothing else is.</summary>
    public static string? Closed(ReplyWay way, FilledTemplate? template) =>
        way.Closed is { } closed && !(template is not null && closed == ClosedWays.Window) ? ClosedWays.Explain(closed) : null;

    public static string? Of(IReadOnlyList<AttachmentRef> files, ReplyWay way) =>
        way.Rules.Files == 0 && files.Count > 0 ? "No files can go with a reply of this kind. Write a link instead."
        : files.Count > way.Rules.Files ? $"The reply has {files.Count} files; this channel takes {way.Rules.Files} at once."
        : files.FirstOrDefault(f => f.Size > way.Rules.FileBytes) is { } large ? $"{large.Name} is larger than the {way.Rules.FileBytes / 1_000_000} MB that this channel takes. Write a link instead."
        : null;

    private static string Unit(TextCount counts) => counts switch
    {
        TextCount.Bytes => "bytes (an accented letter is two, an emoji four)",
        TextCount.HtmlBytes => "bytes (an accented letter is two, an emoji four, an ampersand five)",
        _ => "characters",
    };
}
