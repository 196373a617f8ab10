using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Inbox.Mail;
using Inbox.Mail.Smtp;
using Inbox.Mail.Writing;

namespace Inbox.Tests.Mail.Writing;

public sealed class MailWriterTests
{
    private const string Evil = "x\r\nBcc: evil@x.test\n\rBcc: evil\0\u0085\u2028";

    [Fact]
    public void B60_no_text_of_a_mail_adds_a_header()
    {
        var raw = Write(Sample with
        {
            From = new(Evil, Sample.From.Address),
            Subject = Evil,
            Files = [new(Evil, "text/plain\r\nBcc: evil@x.test", "x"u8.ToArray())],
        });
        Assert.DoesNotContain(raw.Split("\r\n"), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(raw.Replace("\r\n", "", StringComparison.Ordinal), c => c is '\r' or '\n' or '\0');
        Assert.False(MessageId.TryParse("<a@b>\r\nBcc: evil@x.test", out _));
    }

    [Fact]
    public void B06_an_id_of_4_KB_is_left_to_the_caller_because_no_line_can_hold_it() => Assert.False(MessageId.TryParse(new string('a', 4096) + "@b", out _));

    [Fact]
    public void What_is_written_is_read_back_the_same() => Prop.ForAll(Mails.ToArbitrary(), mail =>
    {
        var read = MailReader.Read(MailWriter.Write(mail));
        Assert.Equal(Visible(HeaderText.Clean(mail.Subject)), Visible(read.Subject));
        Assert.Equal(Visible(HeaderText.Clean(mail.From.Name ?? "")), Visible(Assert.Single(read.From).Name));
        Assert.Equal(mail.To.Select(to => to.Address.ToString()), read.To.Select(to => to.Address));
        Assert.Equal(mail.MessageId.Id, read.MessageId);
        Assert.Equal(mail.Date, read.Date);
        Assert.Equal(Visible(mail.Text.Replace("\0", "", StringComparison.Ordinal)), Visible(read.Text));
        Assert.Equal(mail.Files.Select(file => Convert.ToHexString(file.Content.Span)), read.Attachments.Select(file => Convert.ToHexString(file.Content.Span)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_line_is_longer_than_78_and_all_is_ASCII_with_CRLF() => Prop.ForAll(Mails.ToArbitrary(), mail =>
    {
        var raw = Write(mail);
        Assert.EndsWith("\r\n", raw, StringComparison.Ordinal);
        foreach (var line in raw.Split("\r\n"))
        {
            Assert.InRange(line.Length, 0, 78);
            Assert.DoesNotContain(line, c => c is '\r' or '\n' or '\0' or > '~');
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_whole_mail_with_html_and_file_comes_back()
    {
        var mail = Sample with
        {
            Html = "<p>Grüße</p>",
            Cc = [new("Müller, Jürgen", Address("j@example.org"))],
            ReplyTo = new(null, Address("desk@acme.test")),
            InReplyTo = Id("0@customer.test"),
            References = [.. Enumerable.Range(0, 50).Select(n => Id($"{n}@customer.test"))],
            Files = [new("Rechnung für März – " + new string('ü', 90) + ".pdf", "application/pdf", new byte[] { 0, 1, 2 })],
            AutoSubmitted = AutoSubmitted.Replied,
        };
        var read = MailReader.Read(MailWriter.Write(mail));
        Assert.Equal("<p>Grüße</p>", read.Html?.TrimEnd());
        Assert.Equal(new MailAddress("Müller, Jürgen", "j@example.org"), Assert.Single(read.Cc));
        Assert.Equal("desk@acme.test", Assert.Single(read.ReplyTo).Address);
        Assert.Equal(["0@customer.test"], read.InReplyTo);
        Assert.Equal(30, read.References.Count);
        Assert.Equal(("0@customer.test", "49@customer.test"), (read.References[0], read.References[^1]));
        var file = Assert.Single(read.Attachments);
        Assert.Equal((mail.Files[0].Name, "application/pdf"), (file.Name, file.ContentType));
        Assert.Equal("auto-replied", read.Header("Auto-Submitted"));
        Assert.Empty(read.Defects);
    }

    [Fact]
    public void The_same_mail_is_written_the_same_every_time() =>
        Assert.Equal(MailWriter.Write(Sample with { Html = "x" }), MailWriter.Write(Sample with { Html = "x" }));

    [Fact]
    public void A_text_that_stays_readable_stays_readable()
    {
        Assert.Contains("7bit", Write(Sample with { Text = "plain\n.\n" }), StringComparison.Ordinal);
        Assert.Contains("Un caf=C3=A9, s'il vous pla=C3=AEt", Write(Sample with { Text = "Un café, s'il vous plaît" }), StringComparison.Ordinal);
        Assert.Contains("base64", Write(Sample with { Text = "Здравствуйте, где мой заказ?" }), StringComparison.Ordinal);
        Assert.Contains("=46rom here", Write(Sample with { Text = "From here" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_an_address_brings_UTF8_into_the_headers()
    {
        Assert.All(MailWriter.Write(Sample with { Subject = "é" }), b => Assert.InRange(b, 0, 0x7F));
        var read = MailReader.Read(MailWriter.Write(Sample with { To = [new("Zoë", Address("zoë@customer.test"))] }));
        Assert.Equal("zoë@customer.test", Assert.Single(read.To).Address);
    }

    private static readonly OutgoingMail Sample = new()
    {
        From = new("Support", Address("support@acme.test")),
        To = [new("Alice", Address("alice@customer.test"))],
        Subject = "Re: order",
        MessageId = Id("1@acme.test"),
        Date = new DateTimeOffset(2026, 3, 5, 9, 8, 7, TimeSpan.FromHours(2)),
        Text = "Hello\n",
    };

    private static readonly Gen<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get),
        Gen.ArrayOf(Gen.Elements("a", " ", "  ", "é", "日本", "😀", "=?utf-8?q?x?=", "\"", "\\", ",", "\r\n", "\n", "\r", "\t", "From ", ".", "=", new string('w', 90), "\ud800", "@", "<", ">", ";")).Select(string.Concat));

    private static readonly Gen<OutgoingMail> Mails =
        from subject in Texts
        from name in Texts
        from text in Texts
        from html in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(inner => (string?)inner))
        from file in Texts
        from content in ArbMap.Default.GeneratorFor<byte[]>()
        from files in Gen.Choose(0, 2)
        select Sample with
        {
            Subject = subject,
            // The reader takes brackets and quotes off the ends of a name, and cuts very long ones.
            From = new($"A{(name.Length > 100 ? name[..100] : name)}z", Sample.From.Address),
            Text = "Hello. " + text,
            Html = html is null ? null : "<p>" + html,
            Files = [.. Enumerable.Repeat(new OutgoingFile(file, "application/pdf", content), files)],
        };

    // What a reader sees: blanks and control characters count for one blank, a lone surrogate for the replacement character.
    private static string Visible(string text) => string.Join(' ',
        new string([.. Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Select(c => char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Write(OutgoingMail mail) => Encoding.Latin1.GetString(MailWriter.Write(mail));

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);

    private static MessageId Id(string text) => MessageId.TryParse(text, out var id) ? id : throw new ArgumentException(text);
}
