using Inbox.Mail.Text;

namespace Inbox.Tests.Mail.Text;

public sealed class SignaturesTests
{
    [Theory]
    [InlineData("――――――――――\n山田太郎\n株式会社サンプル\nTEL: 03-1234-5678\n――――――――――")]
    [InlineData("****************\nBob Miller\nbob@home.example\n****************")]
    [InlineData("--\nBob Miller\nSales\n\nCONFIDENTIALITY NOTICE: This e-mail and any attachments are for the exclusive and confidential use of the intended recipient. If you are not the intended recipient, delete it.")]
    public void A_card_below_the_words_is_left_out(string signature) => Assert.Equal("Yes, please.", ReplyText.Extract($"Yes, please.\n\n{signature}"));

    [Theory]
    [InlineData("==========\nItem 1234567\n==========\nNothing came.")]
    [InlineData("----------\nItem\nPrice\n----------")]
    [InlineData("***\n\nNo.")]
    public void Rules_around_other_words_leave_them(string rest) => Assert.Equal($"My order:\n\n{rest}", ReplyText.Extract($"My order:\n\n{rest}"));

    [Theory]
    [InlineData("<div name=messageBodySection>Yes.</div><div name=messageSignatureSection>Bob</div><div name=messageReplySection>Ann:<br>Shall we?</div>")]
    [InlineData("<div>Yes.</div><div id=composer_signature>Von meinem/meiner Galaxy gesendet</div>")]
    [InlineData("<div>Yes.</div><div class=k9mail-signature>Bob</div><div id=aqm-original>Shall we?</div>")]
    [InlineData("<p>Yes.</p><div class=OutlookMessageHeader>X: Ann</div><p>Shall we?</p>")]
    public void Marked_elements_are_left_out(string html) => Assert.Equal("Yes.", ReplyText.ExtractFromHtml(html));
}
