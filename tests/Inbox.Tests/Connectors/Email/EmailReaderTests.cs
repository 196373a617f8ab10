using System.Security.Cryptography;
using Inbox.Connectors;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Message-ID:\n")]
    [InlineData("Message-ID: <>\n")]
    public void B01_no_or_an_empty_message_id_never_makes_two_mails_one(string id)
    {
        var keys = new[] { "ada", "bob", "eve" }.Select(name => RawMail.Read($"From: {name}@example.org\n{id}Subject: Hi\n\nHello").ExternalKey);

        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void B02_two_different_mails_of_one_second_without_a_message_id_are_two()
    {
        const string Header = "From: ada@example.org\nSubject: Hi\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\n";

        Assert.NotEqual(RawMail.Read($"{Header}one").ExternalKey, RawMail.Read($"{Header}two").ExternalKey);
        Assert.Equal(RawMail.Read($"{Header}one").ExternalKey, RawMail.Read($"{Header}one").ExternalKey);
    }

    [Fact]
    public void B03_a_known_message_id_with_another_body_is_another_mail()
    {
        const string Header = "From: ada@example.org\nMessage-ID: <1@example.org>\nSubject: Hi\n";
        var first = RawMail.Read($"{Header}\nThe order is late.");
        var other = RawMail.Read($"{Header}\nSend the money elsewhere.");
        var sameByAnotherRoute = RawMail.Read($"Received: from elsewhere\n{Header}\nThe order is late.\n\n");

        Assert.NotEqual(first.ExternalKey, other.ExternalKey);
        Assert.Equal(first.ExternalId, other.ExternalId);
        Assert.Equal(first.ExternalKey, sameByAnotherRoute.ExternalKey);
    }

    [Fact]
    public void B04_one_mail_to_two_of_our_mailboxes_has_one_key_in_each()
    {
        var mail = "From: ada@example.org\nTo: support@shop.example\nCc: sales@shop.example\nMessage-ID: <1@example.org>\n\nHello"u8.ToArray();

        Assert.Equal(RawMail.Read(mail, Origin.Incoming, "support@shop.example").ExternalKey, RawMail.Read(mail, Origin.Incoming, "sales@shop.example").ExternalKey);
    }

    [Theory]
    [InlineData("From: support@shop.example\nTo: support@shop.example")]
    [InlineData("From: Support <SUPPORT@Shop.example>\nTo: ada@example.org\nAuto-Submitted: auto-replied")]
    [InlineData("From: support+x@shop.example\nTo: support@shop.example")]
    public void B05_what_comes_in_under_our_own_address_is_automatic_and_never_ours(string header)
    {
        var mail = RawMail.Read($"{header}\nMessage-ID: <1@shop.example>\n\nWe got your message.");

        Assert.Equal((Direction.In, AutomaticKind.System), (mail.Direction, mail.Automatic));
    }

    [Fact]
    public void B06_a_message_id_of_four_kilobytes_has_a_key_like_any_other()
    {
        var id = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2048))}@example.org";

        var mail = RawMail.Read($"From: ada@example.org\nMessage-ID: <{id}>\n\nHello");

        Assert.Matches("^[0-9a-f]{64}$", mail.ExternalKey);
        Assert.Equal(mail.ExternalKey, RawMail.Read($"From: ada@example.org\nMessage-ID: <{id}>\n\nHello").ExternalKey);
    }

    [Fact]
    public void B23_a_forged_sender_with_forged_proof_is_not_our_staff()
    {
        var mail = RawMail.Read("From: Agent <support@shop.example>\nTo: support@shop.example\nIn-Reply-To: <notification@shop.example>\nAuthentication-Results: mx.evil.example; dkim=pass\n\nPay them.");

        Assert.Equal((Direction.In, AutomaticKind.System), (mail.Direction, mail.Automatic));
    }

    [Fact]
    public void B27_where_answers_are_asked_to_go_stands_beside_who_wrote()
    {
        var mail = RawMail.Read("From: Ada <ada@example.org>\nReply-To: Office <office@example.net>\n\nHello");

        Assert.Equal("ada@example.org", mail.Author.Address);
        Assert.Equal("office@example.net", Assert.Single(mail.Mail!.ReplyTo).Address);
    }

    [Theory]
    [InlineData("A@EX.com", "a@ex.com", true)]
    [InlineData("a@ex.com", "\uFF41@ex.com", false)]
    [InlineData("a@b\u00FCcher.example", "a@xn--bcher-kva.example", false)]
    [InlineData("a@ex.com", "\u0430@ex.com", false)]
    public void B28_addresses_are_the_same_without_regard_to_case_and_nothing_else(string one, string other, bool same) =>
        Assert.Equal(same, Author(one) == Author(other));

    [Fact]
    public void A_mail_in_the_sent_folder_is_ours_and_its_contact_is_whom_we_wrote_to()
    {
        var mail = RawMail.Read("From: support@shop.example\nTo: sales@shop.example, Ada <ada@example.org>\n\nHello", Origin.Sent);

        Assert.Equal(Direction.Out, mail.Direction);
        Assert.Equal("sales@shop.example", mail.Contact!.Address);
        Assert.Null(mail.Automatic);
    }

    [Fact]
    public void An_imported_mail_of_ours_without_any_recipient_is_still_ours()
    {
        var mail = RawMail.Read("From: support@shop.example\nDate: Mon, 2 Mar 2026 08:00:00 +0100\n\nTo many, blindly", Origin.Import);

        Assert.Equal((Direction.Out, null), (mail.Direction, mail.Automatic));
    }

    [Fact]
    public void An_import_takes_its_time_from_the_mail_and_what_comes_in_takes_it_from_the_server()
    {
        const string Mail = "From: ada@example.org\nDate: Mon, 2 Feb 2026 08:00:00 +0100\n\nHello";

        Assert.Equal(new DateTimeOffset(2026, 2, 2, 7, 0, 0, TimeSpan.Zero), RawMail.Read(Mail, Origin.Import).SentAt!.Value.ToUniversalTime());
        Assert.Equal(RawMail.ReceivedAt, RawMail.Read(Mail).SentAt);
        Assert.Null(RawMail.Read("From: ada@example.org\n\nHello", Origin.Import).SentAt);
    }

    private static string? Author(string address) =>
        RawMail.Read(System.Text.Encoding.UTF8.GetBytes($"From: {address}\r\n\r\nHello")).Author.ExternalId;

    [Fact]
    public void What_a_campaigns_mail_says_of_itself_is_kept() =>
        Assert.Equal(
            ["news.shop.example", "4711", "spring"],
            RawMail.Read("From: news@shop.example\nList-ID: Our news <news.shop.example>\nX-Campaign-Id: 4711\nFeedback-ID: spring:42:news:esp\nX-Campaign:\nSubject: Hi\n\nHello").Mail!.Campaigns);
}
