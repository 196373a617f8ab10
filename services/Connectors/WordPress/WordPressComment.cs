using System.Security.Cryptography;
using System.Text;
using Inbox.Connectors.Json;
using Inbox.Contracts;
using Inbox.Mail.Text;

namespace Inbox.Connectors.WordPress;

/// <summary>The parts of a comment as the REST interface has it.</summary>
internal static class WordPressComment
{
    /// <summary>Comments that readers see, or that wait for approval; all others are out of sight: spam, trash, trash with their article.</summary>
    public static bool IsShown(Node comment) => State(comment) is ModerationState.Approved or ModerationState.Held;

    /// <summary>How a comment stands; null when it is gone.</summary>
    public static ModerationState? State(Node comment) => comment["status"].Text switch
    {
        null or "approved" => ModerationState.Approved,
        "hold" => ModerationState.Held,
        "spam" => ModerationState.Spam,
        _ => null,
    };

    public static string Status(ModerationState state) => state switch
    {
        ModerationState.Held => "hold",
        ModerationState.Spam => "spam",
        _ => "approved",
    };

    /// <summary>What somebody wrote, and not what another site or a plugin left.</summary>
    public static bool IsSaid(Node comment) => comment["type"].Text is null or "" or "comment";

    public static MessageBody Body(Node comment)
    {
        var html = comment["content"]["rendered"].Text ?? comment["content"]["raw"].Text;
        var text = html is null ? "" : HtmlText.ToText(html);
        return new(text, text, null, html, []);
    }

    /// <summary>The article, whose title comes as HTML.</summary>
    public static ContentRef? Content(Node comment, Node post)
    {
        if (comment["post"].Id is not { } id || id == "0")
            return null;
        return new(id, Link(post["link"].Text) ?? Link(comment["link"].Text), WordPressPost.Title(post));
    }

    /// <summary>An address that a browser may open, without the place on the page.</summary>
    public static string? Link(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? link.GetLeftPart(UriPartial.Query) : null;

    /// <summary>The article, where the comment carries it.</summary>
    public static Node Post(Node comment) => comment["_embedded"]["up"][0];

    /// <summary>Short, and other when the words are, or who sees them: the platform does not say when a comment was changed.</summary>
    public static string Mark(Node comment)
    {
        var words = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(comment["content"]["raw"].Text ?? comment["content"]["rendered"].Text ?? "")).AsSpan(0, 8));
        return State(comment) is null or ModerationState.Approved ? words : $"{words} {comment["status"].Text}";
    }

    /// <summary>The part of a mark that tells of the words.</summary>
    public static string Words(string mark) => mark.Split(' ')[0];
}
