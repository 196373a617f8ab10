namespace Inbox.Tests.Architecture;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("""var a = "one \" two"; // three""", "one \" two")]
    [InlineData("""var a = @"C:\"; var b = 1;""", "C:\\")]
    [InlineData(""""var a = @"say ""yes"" now";"""", "say \"yes\" now")]
    [InlineData(""""var a = $"{rows["x"]} of {{many}}";"""", "x|{} of {{many}}")]
    [InlineData(""""var a = '"'; var b = "after";"""", "after")]
    [InlineData(""""/* "no" */ var b = "yes";"""", "yes")]
    [InlineData("""""var a = """"three """ inside""""; var b = "after";""""", "three \"\"\" inside|after")]
    [InlineData("""""var a = $$"""{ "json": {{value}} }""";""""", "{ \"json\": {} }")]
    [InlineData(""""var a = "";  var b = "after";"""", "|after")]
    public void String_literals_are_found_in_every_form(string source, string expected) =>
        Assert.Equal(expected, string.Join('|', CSharpText.Read(source).Strings));

    [Fact]
    public void Code_keeps_neither_strings_nor_comments()
    {
        var read = CSharpText.Read("call(\"telegram\"); // telegram\nvar x = $\"{telegram}\"; /* telegram */");

        Assert.Equal("call(\"\");  \nvar x = telegram\"\";  ", read.Code);
        Assert.Equal(["// telegram", "/* telegram */"], read.Comments);
    }

    [Fact]
    public void A_source_that_ends_in_the_middle_is_read_to_its_end()
    {
        foreach (var source in (string[])["\"open", "$\"{x", "/* open", "'", "@\"", "\"\"\"open", "$\"{", "\"\\"])
            Assert.NotNull(CSharpText.Read(source).Code);
    }
}
