using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;
using Inbox.Mail.Text;

namespace Inbox.Connectors.WordPress;

/// <summary>The parts of an article as the REST interface has it.</summary>
internal static class WordPressPost
{
    /// <summary>What is asked for of each; without <c>_links</c> WordPress embeds nothing.</summary>
    public const string Fields = "id,date_gmt,link,title,_links,_embedded";

    /// <summary>Sizes of a picture that are made of it, the one that suits a card first; the whole one may be as large as a camera makes it.</summary>
    private static readonly string[] Sizes = ["medium", "thumbnail", "medium_large"];

    public static SeenPost? Read(Node post) => post["id"].Id is { } id
        ? new(id, WordPressComment.Link(post["link"].Text), Title(post), post["date_gmt"].Moment) { Picture = Picture(post["_embedded"]["wp:featuredmedia"][0]) }
        : null;

    /// <summary>A title comes as HTML.</summary>
    public static string? Title(Node post) =>
        post["title"]["rendered"].Text is { } html && HtmlText.ToText(html).ReplaceLineEndings(" ") is { Length: > 0 } title ? title : null;

    private static string? Picture(Node media) => media["media_type"].Text == "image"
        ? Sizes.Select(size => media["media_details"]["sizes"][size]["source_url"].Link).FirstOrDefault(url => url is not null) ?? media["source_url"].Link
        : null;
}
