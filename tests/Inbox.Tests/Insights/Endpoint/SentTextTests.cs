using Inbox.Insights;

namespace Inbox.Tests.Insights.Endpoint;

/// <summary>What may leave of a person's words.</summary>
public sealed class SentTextTests
{
    [Theory]
    [InlineData("Write to ann.miller@x.example or call +44 (0)20 7946 0018.", "Write to [address] or call [number].")]
    [InlineData("My order 2026-03-0042 is at https://shop.example/o?id=1 and on shop.example/track", "My order [number] is at [link] and on [link]")]
    [InlineData("@ann_m said that @bob likes it", "[name] said that [name] likes it")]
    [InlineData("Send it to 12 rue de la Paix, 75002 Paris", "Send it to [address], [number] [name]")]
    [InlineData("I live at 7 Old Mill Lane now", "I live at [address] now")]
    [InlineData("Wir wohnen in der Hauptstraße 12a", "Wir wohnen in der [address]")]
    [InlineData("Where is AB-1234, or R#77123?", "Where is [number], or [number]?")]
    [InlineData("IBAN FR76 3000 6000 0112 3456 7890 189 please", "IBAN [number] please")]
    public void Addresses_numbers_links_and_handles_are_taken_out(string text, string sent) => Assert.Equal(sent, Of(text));

    [Theory]
    [InlineData("Dear Marie, the lamp is broken.", "[name], the lamp is broken.")]
    [InlineData("Where is my parcel? I asked Paul Martin about it.", "Where is my parcel? I asked [name] about it.")]
    [InlineData("Where is my parcel?\nBest wishes\nSam O'Neil", "Where is my parcel?\nBest wishes\n[name]")]
    [InlineData("Ann here, and ANN again: it is MILLER's lamp. Ann's lamp. Anna is somebody else.", "[name] here, and [name] again: it is [name] lamp. [name] lamp. Anna is somebody else.")]
    [InlineData("This is URGENT! When will it come?", "This is URGENT! When will it come?")]
    public void Names_are_taken_out_whether_they_are_known_or_written_like_one(string text, string sent) => Assert.Equal(sent, Of(text, "Ann Miller"));

    [Fact]
    public void German_nouns_stay_and_known_names_go()
    {
        Assert.Equal("Wo bleibt mein Paket? Die Lampe von [name] ist kaputt.", SentText.Of("Wo bleibt mein Paket? Die Lampe von Ann ist kaputt.", ["Ann Miller"], "de"));
    }

    [Fact]
    public void Only_so_much_is_sent_and_never_half_of_a_character()
    {
        var text = new string('a', SentText.Longest - 1) + "😀" + new string('b', 9000);

        Assert.Equal(new string('a', SentText.Longest - 1), Of(text));
    }

    [Fact]
    public void A_text_made_to_be_hard_is_cleaned_in_no_time()
    {
        foreach (var piece in (string[])["1 1-1/", "a.", "A@", "Aa ", "12 Aa Bb ", "[name] ", "1A"])
            Assert.InRange(Of(string.Concat(Enumerable.Repeat(piece, 4000 / piece.Length))).Length, 0, 30_000);
    }

    [Fact]
    public void What_was_sent_for_a_beginning_stands_while_the_text_grows_and_falls_when_it_changes()
    {
        var mark = SentMark.Of("Where is it?");

        Assert.Equal((true, true), SentMark.Look(mark, "Where is it?"));
        Assert.Equal((true, false), SentMark.Look(mark, "Where is it?\nHello?"));
        Assert.Equal((false, false), SentMark.Look(mark, "Hello?"));
        Assert.Equal((false, false), SentMark.Look(mark, ""));
        Assert.Equal((false, false), SentMark.Look(null, "Where is it?"));
        Assert.Equal((false, false), SentMark.Look("nonsense", "Where is it?"));
    }

    private static string Of(string text, params string[] names) => SentText.Of(text, names, "en");
}
