using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads.Clocks;

public sealed class CourtesyTests
{
    [Theory]
    [InlineData("Thanks!")]
    [InlineData("Thank you so much.")]
    [InlineData("Perfect, thanks again!")]
    [InlineData("Many thanks for your help")]
    [InlineData("Great, thank you for the quick reply 👍")]
    [InlineData("Ok merci")]
    [InlineData("Merci beaucoup pour votre aide, bonne journée !")]
    [InlineData("Super, merci à vous")]
    [InlineData("Je vous remercie.")]
    [InlineData("Vielen Dank!")]
    [InlineData("Danke schön")]
    [InlineData("Muchas gracias")]
    [InlineData("Grazie mille")]
    [InlineData("Muito obrigada")]
    [InlineData("Dank je wel")]
    [InlineData("Dziękuję bardzo")]
    [InlineData("Спасибо большое")]
    [InlineData("Děkuji")]
    [InlineData("Tack så mycket")]
    [InlineData("谢谢")]
    [InlineData("非常感谢")]
    [InlineData("Merci pour votre réponse rapide.")]
    [InlineData("Danke für die schnelle Antwort!")]
    [InlineData("Gracias por su ayuda")]
    [InlineData("ขอบคุณครับ")]
    [InlineData("ありがとうございます")]
    [InlineData("감사합니다")]
    [InlineData("شكرا")]
    [InlineData("תודה רבה")]
    public void Thanks_alone_call_for_no_answer(string text) => Assert.Equal(Calls.Thanks, Courtesy.Of(text, files: false));

    [Theory]
    [InlineData("@bob 😍", Calls.Nothing)]
    [InlineData("@anna @ben.k 🔥🔥", Calls.Nothing)]
    [InlineData("❤️!", Calls.Nothing)]
    [InlineData("1️⃣", Calls.Nothing)]
    [InlineData("👍🏽👍🏽", Calls.Nothing)]
    [InlineData("@shop merci ❤️", Calls.Thanks)]
    [InlineData("merci @shop", Calls.Thanks)]
    [InlineData("@shop @ben.k", Calls.Mention)]
    [InlineData("@bob ?", Calls.Answer)]
    [InlineData("@shop !", Calls.Answer)]
    [InlineData("@bob 2 😍", Calls.Answer)]
    [InlineData("anna@shop.example", Calls.Answer)]
    public void Whom_it_calls_and_how_it_smiles_ask_nothing(string text, string calls) => Assert.Equal(calls, Courtesy.Of(text, files: false));

    [Theory]
    [InlineData("Thanks, but where is it?")]
    [InlineData("Thanks, but it is broken")]
    [InlineData("Thanks, still waiting")]
    [InlineData("Merci mais je n'ai rien reçu")]
    [InlineData("Merci de me rappeler")]
    [InlineData("Merci ?")]
    [InlineData("Thank you for nothing")]
    [InlineData("No thanks to you it arrived late")]
    [InlineData("Danke, aber wann kommt es")]
    [InlineData("Great")]
    [InlineData("Super, your help")]
    [InlineData("ok")]
    [InlineData("yes")]
    [InlineData("?")]
    [InlineData("!!!")]
    [InlineData("😡?")]
    [InlineData("12345")]
    [InlineData("@anna can you help")]
    [InlineData("")]
    [InlineData("谢谢，包裹在哪里")]
    [InlineData("Help, thanks")]
    [InlineData("Thanks help")]
    [InlineData("ありがとうございます、いつ届きますか")]
    public void Everything_else_calls_for_an_answer(string text) => Assert.Equal(Calls.Answer, Courtesy.Of(text, files: false));

    [Theory]
    [InlineData("👍")]
    [InlineData("❤️❤️ 🎉")]
    [InlineData("👨‍👩‍👧‍👦 👍🏽")]
    [InlineData(":-)")]
    [InlineData("…")]
    public void Emoji_alone_are_not_written_by_a_human(string text) => Assert.Equal(Calls.Nothing, Courtesy.Of(text, files: false));

    [Theory]
    [InlineData("@anna")]
    [InlineData("@anna.b @josé_1")]
    [InlineData(" @anna\n@bob ")]
    public void Names_alone_call_for_no_answer(string text) => Assert.Equal(Calls.Mention, Courtesy.Of(text, files: false));

    [Theory, InlineData("Thanks!"), InlineData("👍"), InlineData("@anna"), InlineData("")]
    public void A_file_calls_for_an_answer_whatever_is_written_beside_it(string text) => Assert.Equal(Calls.Answer, Courtesy.Of(text, files: true));

    [Theory]
    [InlineData("", false, Calls.Nothing)]
    [InlineData("👍", false, Calls.Nothing)]
    [InlineData("", true, Calls.Nothing)]
    [InlineData("👍", true, Calls.Nothing)]
    [InlineData("Where is it?", false, Calls.Answer)]
    [InlineData("It left.", true, Calls.Answer)]
    public void A_sticker_alone_asks_nothing_and_answers_nothing(string text, bool isOurs, string calls) =>
        Assert.Equal(calls, Courtesy.Of(new(text, text, Attachments: [new("f", "sticker.webp", "image/webp", 3, Sticker: true)]), text, isOurs));

    [Fact]
    public void A_picture_beside_a_sticker_asks_and_answers()
    {
        MessageBody body = new("", "", Attachments: [new("f", "sticker.webp", "image/webp", 3, Sticker: true), new("g", "photo.jpg", "image/jpeg", 3)]);

        Assert.Equal((Calls.Answer, Calls.Answer), (Courtesy.Of(body, "", isOurs: false), Courtesy.Of(body, "", isOurs: true)));
    }
}
