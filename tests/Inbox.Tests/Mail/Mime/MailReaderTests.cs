using System.Text;
using Inbox.Mail;

namespace Inbox.Tests.Mail.Mime;

public sealed class MailReaderTests
{
    [Fact]
    public void A_plain_mail_gives_its_people_its_subject_its_ids_and_its_text()
    {
        var mail = Sample.Read("""
            From: "Ada L." <ada@example.org>
            Reply-To: ada@home.example
            To: Help <help@shop.example>, team: bob@example.org, "Eve, Q" <eve@example.org>;
            Cc: carl@example.org (Carl)
            Subject: =?utf-8?B?w4l0w6k=?= =?utf-8?Q?_2026?=
            Date: Tue, 3 Feb 2026 10:11:12 +0200 (EET)
            Message-ID: <a1@example.org>
            In-Reply-To: Your message of "Monday" <q0@shop.example>
            References: <q-1@shop.example>,<q0@shop.example>

            Where is my parcel?
            """);

        Assert.Equal(new MailAddress("Ada L.", "ada@example.org"), Assert.Single(mail.From));
        Assert.Equal(mail.From[0], mail.Author);
        Assert.Equal(["help@shop.example", "bob@example.org", "eve@example.org"], mail.To.Select(a => a.Address));
        Assert.Equal(["Help", "", "Eve, Q"], mail.To.Select(a => a.Name));
        Assert.Equal(new MailAddress("Carl", "carl@example.org"), mail.Cc[0]);
        Assert.Equal("Été 2026", mail.Subject);
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 10, 11, 12, TimeSpan.FromHours(2)), mail.Date);
        Assert.Equal("a1@example.org", mail.MessageId);
        Assert.Equal(["q0@shop.example"], mail.InReplyTo);
        Assert.Equal(["q-1@shop.example", "q0@shop.example"], mail.References);
        Assert.Equal("Where is my parcel?", mail.Text);
        Assert.Null(mail.Automatic);
        Assert.Empty(mail.Defects);
    }

    [Fact]
    public void Alternatives_give_one_text_and_one_html_and_the_picture_that_the_html_names_is_inline()
    {
        var mail = Sample.Read(Sample.Of("Content-Type: multipart/related; boundary=r", """
            --r
            Content-Type: multipart/alternative; boundary=ra

            --ra
            Content-Type: text/plain; charset=utf-8; format=flowed

            A long line that was 
            folded.
            > quoted 
            > too
            --ra
            Content-Type: text/html; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            <p>caf=E9 <img src=3D"cid:pic@x"></p>
            --ra--
            --r
            Content-Type: image/png
            Content-ID: <pic@x>
            Content-Disposition: inline; filename*0*=utf-8''%e2%82%ac; filename*1=" rates.png"
            Content-Transfer-Encoding: base64

            AQID
            --r--
            """));

        Assert.Equal("A long line that was folded.\n> quoted too", mail.Text);
        Assert.Equal("<p>café <img src=\"cid:pic@x\"></p>", mail.Html);
        var picture = Assert.Single(mail.Attachments);
        Assert.Equal(("€ rates.png", "image/png", "pic@x", true, 3L), (picture.Name, picture.ContentType, picture.ContentId, picture.Inline, picture.Size));
        Assert.Equal([1, 2, 3], picture.Content.ToArray());
    }

    [Theory]
    [InlineData("name=\"=?iso-8859-1?Q?r=E9sum=E9.txt?=\"", "résumé.txt")]
    [InlineData("name*=iso-8859-1'fr'r%E9sum%E9.txt", "résumé.txt")]
    [InlineData("name=my file.txt", "my file.txt")]
    [InlineData("name*0=long-; name*1=name; name*2=.txt", "long-name.txt")]
    [InlineData("name=\"unclosed.txt", "unclosed.txt")]
    public void Names_of_attachments_are_found_in_every_way_of_writing_them(string parameter, string name)
    {
        var mail = Sample.Read(Sample.Of("Content-Type: multipart/mixed; boundary=b", $"--b\n\nhello\n--b\nContent-Type: application/x-note; {parameter}\n\nx\n--b--\n"));
        Assert.Equal(name, Assert.Single(mail.Attachments).Name);
        Assert.Equal("hello", mail.Text);
    }

    [Fact]
    public void An_enclosed_mail_is_a_file_named_by_its_subject()
    {
        var mail = Sample.Read(Sample.Of("Content-Type: multipart/mixed; boundary=b", "--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\nSubject: Old/quarrel\nFrom: x@example.org\n\nno\n--b--\n"));
        Assert.Equal("Old-quarrel.eml", Assert.Single(mail.Attachments).Name);
        Assert.Equal("see below", mail.Text);
    }

    [Fact]
    public void A_uuencoded_file_leaves_the_text_and_becomes_an_attachment()
    {
        var mail = Sample.Read(Sample.Of("Subject: x", "before\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter\n"));
        Assert.Equal("before\nafter\n", mail.Text);
        Assert.Equal(("cat.txt", "Cat"), (mail.Attachments[0].Name, Encoding.ASCII.GetString(mail.Attachments[0].Content.Span)));
    }

    [Theory]
    [InlineData("Jo <jo@example.org", "Jo", "jo@example.org")]
    [InlineData("jo@example.org <jo@example.org>", "", "jo@example.org")]
    [InlineData("\"jo q\"@example.org", "", "\"jo q\"@example.org")]
    [InlineData("Jo (at home (now)) <jo@example.org>", "Jo", "jo@example.org")]
    [InlineData("=?utf-8?Q?J=C3=B6_<jo@example.org>?=", "Jö", "jo@example.org")]
    [InlineData("<mailto:jo@example.org>", "", "jo@example.org")]
    [InlineData("a@b@example.org", "a@b@example.org", "")]
    [InlineData("Jo <jo>", "Jo <jo>", "")]
    public void Broken_addresses_keep_what_can_be_kept(string written, string name, string address) =>
        Assert.Equal(new MailAddress(name, address), Sample.Read($"To: {written}\n\n").To[0]);

    [Fact]
    public void A_forwarder_that_rewrote_the_author_is_seen_through_only_when_two_headers_agree()
    {
        const string rewritten = "From: 'Ada' via Support <support@shop.example>\nX-Original-From: Ada <ada@example.org>\nList-Id: <support.shop.example>\n";
        var agreed = Sample.Read(rewritten + "Reply-To: ada@example.org\n\nhi");
        Assert.Equal(new MailAddress("Ada", "ada@example.org"), agreed.Author);
        Assert.Null(agreed.Automatic);

        var alone = Sample.Read(rewritten + "Reply-To: eve@example.net\n\nhi");
        Assert.Equal("support@shop.example", alone.Author!.Address);
        Assert.Equal(AutomaticKind.List, alone.Automatic);
    }

    [Fact]
    public void Nothing_at_all_is_still_a_mail()
    {
        var mail = MailReader.Read(default);
        Assert.Equal(("", "", null, null), (mail.Subject, mail.Text, mail.MessageId, mail.Author));
    }
}
