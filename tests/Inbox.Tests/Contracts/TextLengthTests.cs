using Inbox.Contracts;

namespace Inbox.Tests.Contracts;

public sealed class TextLengthTests
{
    [Theory]
    [InlineData("café", 4, 4, 4, 5, 4, 4, 5)]
    [InlineData("👩‍👩‍👧 ok", 11, 8, 4, 21, 5, 4, 21)]
    [InlineData("東京", 2, 2, 2, 6, 4, 2, 6)]
    [InlineData("see https://example.com/a/very/long/address/indeed", 50, 50, 50, 50, 27, 27, 50)]
    [InlineData("<b> & \"c\"", 9, 9, 9, 9, 9, 9, 19)]
    [InlineData("", 0, 0, 0, 0, 0, 0, 0)]
    public void A_text_is_as_long_as_its_platform_counts(string text, int characters, int codePoints, int graphemes, int bytes, int weighted, int linked, int html) =>
        Assert.Equal(
            (characters, codePoints, graphemes, bytes, weighted, linked, html),
            (TextLength.Of(text, TextCount.Characters), TextLength.Of(text, TextCount.CodePoints), TextLength.Of(text, TextCount.Graphemes), TextLength.Of(text, TextCount.Bytes), TextLength.Of(text, TextCount.Weighted),
                TextLength.Of(text, TextCount.GraphemesAndLinks), TextLength.Of(text, TextCount.HtmlBytes)));
}
