using Inbox.Threads;

namespace Inbox.Tests.Threads.Saved;

/// <summary>What of a sent text comes from saved replies, each edge in a line; in brackets is what was put in and still stands.</summary>
public sealed class SavedPartsTests
{
    private const string Saved = "Hello Ann, thank you for writing to us. We look into it today.";

    [Theory]
    [InlineData(Saved, "[Hello Ann, thank you for writing to us. We look into it today.]")]
    [InlineData("Hello Ann, thank you for writing to us. We look into it today.\n\nIt is blue. Bea", "[Hello Ann, thank you for writing to us. We look into it today.]\n\nIt is blue. Bea")]
    [InlineData("Hello Annabel, thank you for writing to us. We look into it today.", "Hello Annabel, [thank you for writing to us. We look into it today.]")] // two words before a change are too few
    [InlineData("We look into it today. Hello Ann, thank you for writing to us.", "[We look into it today. Hello Ann, thank you for writing to us.]")] // put the other way round
    [InlineData("Hello Ann,\n\nthank  you for writing to us.", "[Hello Ann,\n\nthank  you for writing to us.]")] // other spaces, same words
    [InlineData("I thank you. To us it looks fine today.", "I thank you. To us it looks fine today.")] // the same words by chance, never three together
    [InlineData("for writing to", "[for writing to]")]
    [InlineData("", "")]
    public void What_was_put_in_counts_where_three_words_of_it_still_stand_together(string sent, string marked) => Assert.Equal(marked, Marked(sent, Saved));

    [Theory]
    [InlineData("Thanks!", "Thanks! The parcel is on its way.", "[Thanks!] The parcel is on its way.")] // a short one stands whole
    [InlineData("Thanks!", "Thanks a lot.", "Thanks a lot.")]
    [InlineData("See you", "See them. See you", "See them. [See you]")]
    [InlineData("谢谢您的来信，我们今天处理。", "谢谢您的来信，我们明天处理。", "[谢谢您的来信，我们]明[天处理。]")] // scripts without spaces count by the sign
    [InlineData("👋 Hi there, friend", "👋 Hi there, friend 😀", "[👋 Hi there, friend] 😀")] // places are UTF-16 units
    public void Short_texts_and_other_scripts(string saved, string sent, string marked) => Assert.Equal(marked, Marked(sent, saved));

    [Fact]
    public void Twice_put_in_is_twice_and_written_once_more_by_hand_is_not()
    {
        Assert.Equal("[Have a nice day.] and [Have a nice day.]", Marked("Have a nice day. and Have a nice day.", "Have a nice day.", "Have a nice day."));
        Assert.Equal("[Have a nice day.] and Have a nice day.", Marked("Have a nice day. and Have a nice day.", "Have a nice day."));
    }

    [Fact]
    public void Only_those_of_which_something_stands_were_used() =>
        Assert.Equal(["s1"], SavedParts.Of("Have a nice day.", [new("s0", "Something that was taken out again"), new("s1", "Have a nice day."), new("s1", "Have a nice day.")]).Ids);

    [Fact]
    public void An_edit_leaves_what_stands_after_it() =>
        Assert.Equal("7+16", SavedParts.Write(SavedParts.Again("Oh. Have a nice day. Bea", "4+16", "Better Have a nice day.")));

    [Fact]
    public void A_text_made_to_be_slow_is_not()
    {
        var (sent, saved) = (string.Concat(Enumerable.Repeat("a ", 200_000)), string.Concat(Enumerable.Repeat("a a b ", 3_000)));
        Assert.InRange(CpuTime.Of(() => SavedParts.Of(sent, [.. Enumerable.Repeat(new InsertedText("s", saved), 20)])), TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    private static string Marked(string sent, params string[] saved)
    {
        foreach (var (start, length) in SavedParts.Of(sent, [.. saved.Select(s => new InsertedText("s", s))]).Parts.Reverse())
            sent = sent.Insert(start + length, "]").Insert(start, "[");
        return sent;
    }
}
