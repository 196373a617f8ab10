using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Mail;
using Inbox.Mail.Smtp;
using Inbox.Mail.Writing;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailComposerTests
{
    private static readonly byte[] Key = new byte[32];
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static SendReply Reply { get; } = new(
        "0195a0b0-0000-7000-8000-000000000001", 1, "c1", "account", "email", new("ada@example.org", "Ada", null, "ada@example.org"), Visibility.Private, "It left today.", "Mia", At)
    {
        Subject = "My order",
        References = ["first@example.org", "second@example.org"],
        Quoted = new(new("ada@example.org", "Ada", null, "ada@example.org"), At.AddHours(-1), "Where is it?\n> an older line"),
    };

    [Fact]
    public void An_answer_names_what_it_answers_and_carries_an_id_that_only_we_can_make()
    {
        var mail = Written(Reply);

        Assert.Equal(["second@example.org"], mail.InReplyTo);
        Assert.Equal(["first@example.org", "second@example.org"], mail.References);
        Assert.Equal("Re: My order", mail.Subject);
        var token = mail.MessageId![..mail.MessageId!.IndexOf('@')];
        Assert.True(ThreadToken.Verify(Key, token, "Ada@example.org"));
        Assert.False(ThreadToken.Verify(Key, token, "eve@example.org"));
        Assert.EndsWith("@shop.example", mail.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_reply_tried_again_is_the_same_mail_to_the_byte() => Assert.Equal(Raw(Reply), Raw(Reply));

    [Fact]
    public void The_original_is_quoted_below_the_answer_and_the_signature()
    {
        var mail = Written(Reply, new() { ["signature"] = "The shop" });

        Assert.Equal(
            "It left today.\n\n-- \nThe shop\n\nOn 2026-03-02 08:00 UTC, Ada wrote:\n> Where is it?\n>> an older line",
            mail.Text.TrimEnd().Replace("\r", "", StringComparison.Ordinal));
    }

    [Fact]
    public void B42_what_is_quoted_can_become_no_markup()
    {
        var evil = "<svg><animate attributeName=href values=javascript:alert(1)>\"><img src=x onerror=alert(1)//<a href=\"http://a'><img>\">";
        var mail = Written(Reply with { Text = evil, Quoted = new(new(null, evil), At, evil) }, new() { ["signature"] = evil });

        Assert.DoesNotContain("<svg", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<a ", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;svg&gt;", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void B60_no_text_adds_a_header()
    {
        const string Evil = "x\r\nBcc: eve@example.org\r\n\r\nbody";
        var mail = Written(Reply with
        {
            Subject = Evil,
            References = [Evil, "good@example.org"],
            Recipient = new("ada@example.org", Evil, null, "ada@example.org"),
            Cc = [new("bob@example.org", Evil, null, "bob@example.org")],
        });

        Assert.Empty(mail.Bcc);
        Assert.DoesNotContain(mail.Headers, h => h.Name.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["good@example.org"], mail.References);
    }

    [Fact]
    public void B60_a_reply_of_33_kilobytes_arrives_whole()
    {
        var text = string.Join('\n', Enumerable.Repeat("Grüße aus dem Lager, alles wird gut.", 900));

        Assert.StartsWith(text, Written(Reply with { Text = text }).Text.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static MailMessage Written(SendReply reply, Dictionary<string, string>? settings = null) => MailReader.Read(Raw(reply, settings));

    private static byte[] Raw(SendReply reply, Dictionary<string, string>? settings = null)
    {
        var account = new Account("account", "email", "The shop", settings ?? [], HealthState.Green, null, null);
        var sending = new Sending(new(account, new Dictionary<string, string>()), reply, [], _ => Task.CompletedTask);
        NamedAddress[] to = [.. reply.Cc.Prepend(reply.Recipient).Select(p => new NamedAddress(p.Name, Address(p.Address!)))];
        return MailWriter.Write(EmailComposer.Compose(sending, Address("support@shop.example"), to, Key));
    }

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
