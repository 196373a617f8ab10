using Inbox.Gateway;

namespace Inbox.Tests.Gateway;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("%0A", "\"'%0A\"")]
    [InlineData("|x", "\"'|x\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("say \"=1\"", "\"say \"\"=1\"\"\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData(null, "\"\"")]
    public void B54_no_field_of_an_export_is_taken_for_a_formula(string? text, string field) => Assert.Equal(field, Csv.Field(text));
}
