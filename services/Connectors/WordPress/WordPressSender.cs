using System.Globalization;
using System.Net;
using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.WordPress;

/// <summary>Answers a comment under it, as the application password's user. WordPress has no key against sending twice, but can be asked whether an answer is there.</summary>
internal sealed class WordPressSender(WordPressApi api)
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        if (sending.Files.Count > 0)
            return new SendOutcome.Refused("A WordPress comment carries no files. Write a link instead.");
        if (!long.TryParse(sending.Reply.ParentExternalId, NumberStyles.None, CultureInfo.InvariantCulture, out var parent))
            return new SendOutcome.Refused("It is not known which comment this answers.");
        var content = Encode(sending.Reply.Text);
        if (Encoding.UTF8.GetByteCount(content) > WordPressChannel.TextLimit)
            return new SendOutcome.Refused($"WordPress takes at most {WordPressChannel.TextLimit:N0} bytes; this has {Encoding.UTF8.GetByteCount(content):N0}. Send it in two.");
        try
        {
            var answered = await api.GetAsync(sending.Account, $"comments/{parent}", "context=edit", cancel);
            return answered.IsWell ? await AnswerAsync(sending, answered.Body, parent, content, cancel) : Failed(answered);
        }
        catch (OutboundException e)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
    }

    private async Task<SendOutcome> AnswerAsync(Sending sending, Node answered, long parent, string content, CancellationToken cancel)
    {
        if (!WordPressComment.IsShown(answered))
            return new SendOutcome.Refused($"WordPress has this comment as {answered["status"].Text}; an answer would stand under nothing. Approve it there first.");
        var waited = answered["status"].Text == "hold";
        if (waited && await api.PostAsync(sending.Account, $"comments/{parent}", new { status = "approved" }, cancel) is { IsWell: false } refused)
            return Failed(refused);
        await sending.HandingOver(cancel);
        try
        {
            var answer = await api.PostAsync(sending.Account, "comments", new { post = answered["post"].Number, parent, content }, cancel);
            if (answer.IsWell && answer.Body["id"].Id is { } id)
                return new SendOutcome.Sent(id, Say(answer.Body, waited));
            return answer.Code == "comment_duplicate" && await TwinAsync(sending, parent, content, cancel) is { } twin ? new SendOutcome.Sent(twin) { WasThere = true } : Failed(answer);
        }
        catch (OutboundException e) when (!e.MayHaveArrived)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
        catch (OutboundException e)
        {
            return await FoundAsync(sending, parent, content, cancel) ?? new SendOutcome.Unknown($"{e.Message} Look under the comment before you send it again.");
        }
    }

    /// <summary>Plain text as HTML that shows just that.</summary>
    private static string Encode(string text) => text.ReplaceLineEndings("\n")
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string? Say(Node comment, bool waited) => comment["status"].Text switch
    {
        "hold" => "WordPress holds it until somebody approves it there.",
        _ when waited => "The comment waited for approval; it was approved with this answer.",
        _ => null,
    };

    private async Task<SendOutcome?> FoundAsync(Sending sending, long parent, string content, CancellationToken cancel)
    {
        try
        {
            return await TwinAsync(sending, parent, content, cancel) is { } id ? new SendOutcome.Sent(id) { WasThere = true } : null;
        }
        catch (OutboundException)
        {
            return null;
        }
    }

    /// <summary>The same words by us under the same comment, written since staff sent them.</summary>
    private async Task<string?> TwinAsync(Sending sending, long parent, string content, CancellationToken cancel)
    {
        var me = await api.GetAsync(sending.Account, "users/me", null, cancel);
        var answers = await api.GetAsync(sending.Account, "comments", $"context=edit&status=all&parent={parent}&orderby=id&order=desc&per_page=100", cancel);
        return answers.Body.FirstOrDefault(c =>
            c["author"].Id == me.Body["id"].Id && c["date_gmt"].Moment >= sending.Reply.CreatedAt - ClocksDiffer && Plain(c["content"]["raw"].Text) == Plain(content))["id"].Id;
    }

    private static string Plain(string? html) => WebUtility.HtmlDecode(html ?? "").ReplaceLineEndings("\n").Trim();

    private static SendOutcome Failed(WordPressAnswer answer) => answer.Code switch
    {
        "rest_comment_invalid_id" => new SendOutcome.Refused("The comment that this answers is not there any more."),
        "rest_comment_closed" => new SendOutcome.Refused("Comments are closed under this article. Open them in WordPress, then send again."),
        "comment_duplicate" => new SendOutcome.Refused("The same words by you stand under this comment already."),
        "comment_flood" => new SendOutcome.Retry(TimeSpan.FromSeconds(15), "WordPress asks to wait between comments."),
        _ => HttpOutcome.Of(answer.Reply, () => new SendOutcome.Unknown("WordPress answered with something that cannot be read. Look under the comment before you send it again."), answer.Words),
    };
}
