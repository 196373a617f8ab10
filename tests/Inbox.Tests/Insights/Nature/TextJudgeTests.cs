using Inbox.Insights;

namespace Inbox.Tests.Insights.Nature;

public sealed class TextJudgeTests
{
    [Theory]
    [InlineData("How do I change the address of my order?", "question")]
    [InlineData("Hi there, can I still change my order", "question")]
    [InlineData("My parcel is here but it is empty, what should I do", "question")]
    [InlineData("The lamp is broken and nobody answers. I want my money back!", "complaint")]
    [InlineData("Thank you so much, the new bag is wonderful", "praise")]
    [InlineData("It would be great if you could add a larger size", "idea")]
    [InlineData("Nice chair, but too expensive for us", "objection")]
    [InlineData("I would like to order twelve of these", "purchase")]
    [InlineData("Good morning!", "smalltalk")]
    [InlineData("Earn money with bitcoin, click here: https://example.test/x", "spam")]
    [InlineData("Bonjour, je voudrais savoir quand mon colis arrive", "question")]
    [InlineData("Est-ce que vous livrez en Belgique", "question")]
    [InlineData("Je n'ai toujours pas reçu ma commande, c'est inadmissible.", "complaint")]
    [InlineData("Bravo, nous sommes ravis de la table", "praise")]
    [InlineData("Ce serait bien de proposer une version plus petite", "idea")]
    [InlineData("C'est trop cher pour moi", "objection")]
    [InlineData("Je souhaite commander deux chaises", "purchase")]
    [InlineData("Merci beaucoup, bonne journée", "smalltalk")]
    [InlineData("Gagnez de l'argent avec le bitcoin, cliquez ici", "spam")]
    [InlineData("Can't wait to try it", "unknown")]
    [InlineData("Y a-t-il encore du pain", "question")]
    [InlineData("The parcel came on Tuesday", "unknown")]
    public void A_message_in_English_or_French_has_the_nature_that_its_words_say(string text, string nature) => Assert.Equal(nature, TextJudge.Judge(text).Nature.Value);

    [Theory]
    [InlineData("Wo ist mein Paket")]
    [InlineData("¿Cuándo llega?")]
    [InlineData("Где моя посылка")]
    [InlineData("Де моє замовлення")]
    [InlineData("包裹什么时候到")]
    [InlineData("いつ届きますか")]
    [InlineData("언제 도착하나요")]
    [InlineData("متى يصل طلبي؟")]
    [InlineData("מתי זה מגיע?")]
    [InlineData("Πότε θα έρθει;")]
    public void A_question_is_seen_in_other_languages_and_scripts_too(string text) => Assert.Equal("question", TextJudge.Judge(text).Nature.Value);

    [Fact]
    public void A_question_mark_inside_an_address_asks_nothing() =>
        Assert.NotEqual("question", TextJudge.Judge("Here it is: https://shop.example.test/search?q=lamp").Nature.Value);

    [Fact]
    public void What_is_asked_comes_first_and_the_rest_beside_it()
    {
        var judged = TextJudge.Judge("The lamp is broken. Can you send another one?");

        Assert.Equal(("question", "mark: ?"), (judged.Nature.Value, judged.Nature.Evidence));
        Assert.Equal(["complaint"], judged.Also);
    }

    [Theory]
    [InlineData("This is great", "positive")]
    [InlineData("This is not great", "negative")]
    [InlineData("No problem at all", "positive")]
    [InlineData("C'est parfait", "positive")]
    [InlineData("Je ne suis pas content", "negative")]
    [InlineData("Das ist wirklich toll", "positive")]
    [InlineData("Das ist nicht gut", "negative")]
    [InlineData("Me encanta", "positive")]
    [InlineData("Estoy muy triste", "negative")]
    [InlineData("The parcel came on Tuesday 😡", "negative")]
    [InlineData("The parcel came on Tuesday", "neutral")]
    public void Feelings_follow_words_and_what_turns_them_round(string text, string sentiment) => Assert.Equal(sentiment, TextJudge.Judge(text).Sentiment.Value);

    [Theory]
    [InlineData("Where is my parcel, please", "en")]
    [InlineData("Où est ma commande", "fr")]
    [InlineData("Ich habe noch keine Antwort bekommen", "de")]
    [InlineData("Todavía no he recibido el pedido", "es")]
    [InlineData("Non ho ancora ricevuto il pacco", "it")]
    [InlineData("Ainda não recebi a minha encomenda", "pt")]
    [InlineData("Ik heb mijn pakket nog niet ontvangen", "nl")]
    [InlineData("Nie otrzymałem jeszcze mojej paczki", "pl")]
    [InlineData("Я ещё не получил посылку", "ru")]
    [InlineData("Я ще не отримав посилку", "uk")]
    [InlineData("我还没有收到包裹", "zh")]
    [InlineData("まだ届いていません", "ja")]
    [InlineData("아직 못 받았어요", "ko")]
    [InlineData("لم يصل الطلب بعد", "ar")]
    [InlineData("עדיין לא קיבלתי", "he")]
    [InlineData("Δεν έχω λάβει το δέμα", "el")]
    [InlineData("Siparişim hâlâ gelmedi", "tr")]
    [InlineData("Jag har inte fått mitt paket än", "sv")]
    [InlineData("Jeg har ikke fået min pakke endnu", "da")]
    [InlineData("Jeg har ikke mottatt pakken min ennå", "no")]
    [InlineData("En ole vielä saanut pakettia", "fi")]
    [InlineData("Ještě jsem nedostal svůj balík", "cs")]
    public void A_language_is_told_from_one_short_sentence(string text, string language) => Assert.Equal(language, TextJudge.Judge(text).Language?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("👍👍")]
    [InlineData("12345")]
    public void What_is_too_little_to_tell_a_language_by_has_none(string text) => Assert.Null(TextJudge.Judge(text).Language);

    [Fact]
    public void A_text_of_ten_million_characters_costs_no_more_than_its_beginning()
    {
        TextJudge.Judge("Warm up, please.");
        string[] hostile = [new('a', 10_000_000), string.Concat(Enumerable.Repeat("why ", 2_500_000)), new('\ud800', 5_000_000), new('\u0301', 5_000_000)];

        Assert.InRange(CpuTime.Of(() => Array.ForEach(hostile, text => TextJudge.Judge(text))), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
