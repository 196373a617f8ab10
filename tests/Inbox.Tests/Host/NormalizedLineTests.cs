using System.Text.Json;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Host;
using Inbox.Tests.Connectors.Email;

namespace Inbox.Tests.Host;

public sealed class NormalizedLineTests
{
    [Fact]
    public void A_mail_is_the_line_that_the_surface_describes()
    {
        var line = Line("From: Ada <Ada@example.org>\nTo: support@shop.example\nCc: bob@example.org\nReply-To: office@example.org\nDate: Mon, 2 Mar 2026 08:00:00 +0100\nMessage-ID: <2@example.org>\nIn-Reply-To: <1@example.org>\nReferences: <0@example.org> <1@example.org>\nSubject: Hi\n\nThanks!\n\nOn Sunday, Shop wrote:\n> Hello");

        Assert.Equal("mail.eml", line.GetProperty("file").GetString());
        Assert.Equal(0, line.GetProperty("index").GetInt32());
        Assert.Equal("email message in private", string.Join(' ', new[] { "channel", "action", "direction", "visibility" }.Select(k => line.GetProperty(k).GetString())));
        Assert.Equal("2@example.org", line.GetProperty("externalId").GetString());
        Assert.Equal("2@example.org", line.GetProperty("messageId").GetString());
        Assert.Equal("1@example.org", line.GetProperty("inReplyTo")[0].GetString());
        Assert.Equal(2, line.GetProperty("references").GetArrayLength());
        Assert.Equal("""{"externalId":"ada@example.org","name":"Ada","address":"Ada@example.org"}""", line.GetProperty("author").GetRawText());
        Assert.Equal("bob@example.org", line.GetProperty("cc")[0].GetProperty("address").GetString());
        Assert.Equal("office@example.org", line.GetProperty("replyTo")[0].GetProperty("address").GetString());
        Assert.Equal("2026-03-02T07:00:00.000Z", line.GetProperty("sentAt").GetString());
        Assert.Equal("Thanks!", line.GetProperty("reply").GetString());
        Assert.Contains("> Hello", line.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(line.TryGetProperty("automatic", out _));
        Assert.False(line.TryGetProperty("html", out _));
        Assert.False(line.TryGetProperty("bounce", out _));
        Assert.False(line.TryGetProperty("threadKey", out _));
    }

    [Fact]
    public void A_mail_without_a_date_has_no_time_of_its_own() => Assert.False(Line("From: ada@example.org\n\nHi").TryGetProperty("sentAt", out _));

    [Fact]
    public void What_came_with_it_is_listed_without_its_bytes()
    {
        var line = Line("From: ada@example.org\nAuto-Submitted: auto-replied\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee\n--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=a.csv\n\n1;2\n--b--\n");

        Assert.Equal("auto-reply", line.GetProperty("automatic").GetString());
        Assert.Equal("""[{"name":"a.csv","type":"text/csv","size":3,"inline":false}]""", line.GetProperty("attachments").GetRawText());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_line_too() => Assert.Equal("""{"file":"x","error":"not there"}""", NormalizedLine.Error("x", "not there"));

    [Fact]
    public void Changes_name_what_they_change()
    {
        var line = NormalizedLine.Of("f", 1, "chat", Found.Of(new MessageDeleted("e", "a", "target", new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))));

        Assert.Equal("""{"file":"f","index":1,"channel":"chat","action":"delete","targetExternalId":"target","sentAt":"2026-03-02T09:00:00.000Z"}""", line);
    }

    private static JsonElement Line(string mail) => JsonDocument.Parse(NormalizedLine.Of("mail.eml", 0, "email", Found.Of(RawMail.Read(mail, Origin.Import)))).RootElement;
}
