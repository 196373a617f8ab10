using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailSettingsTests
{
    [Theory]
    [InlineData("address", "not an address", "'not' is not an e-mail address")]
    [InlineData("imapHost", "imap.example.com:993", "the port has a field of its own")]
    [InlineData("smtpHost", "https://mail.example.com", "is not the name of a server")]
    [InlineData("imapPort", "0", "'0' is not a port")]
    [InlineData("smtpPort", "many", "'many' is not a port")]
    [InlineData("imapSecurity", "none", "Write tls or starttls")]
    [InlineData("saveSent", "yes", "Write auto or on or off")]
    [InlineData("days", "-1", "is not a number of days")]
    public void What_is_wrong_is_said_beside_the_setting(string key, string value, string said)
    {
        var problem = Assert.Single(EmailSettings.Problems(Account((key, value))));

        Assert.Equal(key, problem.Key);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mailbox_without_password_is_said_to_need_one() =>
        Assert.Equal("password", Assert.Single(EmailSettings.Problems(Account(("imapHost", "imap.example.com"), ("password", "")))).Key);

    [Theory]
    [InlineData("smtp.gmail.com", "auto", false)]
    [InlineData("smtp.office365.com", "auto", false)]
    [InlineData("mail.example.com", "auto", true)]
    [InlineData("smtp.gmail.com", "on", true)]
    [InlineData("mail.example.com", "off", false)]
    public void A_provider_that_keeps_sent_mails_itself_gets_no_second_copy(string host, string setting, bool saves) =>
        Assert.Equal(saves, EmailSettings.Read(Account(("smtpHost", host), ("saveSent", setting))).SaveSent);

    [Fact]
    public void Several_addresses_are_all_our_own_and_the_first_one_writes()
    {
        var account = Account(("address", "Support@Shop.example, sales@shop.example"));

        Assert.Equal(["sales@shop.example", "support@shop.example"], EmailSettings.Own(account.Account).Order());
        Assert.Equal("Support@Shop.example", EmailSettings.Read(account).Address);
    }

    [Fact]
    public void A_cursor_of_another_mailbox_or_another_numbering_is_worth_nothing()
    {
        var mark = EmailPlace.Mark(EmailSettings.Read(Account(("imapHost", "a.example"))), new("INBOX"));
        var place = new EmailPlace(new(1, 7), new(2026, 3, 2), mark);
        var read = EmailPlace.Read(place.ToString());

        Assert.Equal(place, read);
        Assert.True(read!.IsIn(new(new("INBOX"), 0, 1, 8), mark));
        Assert.False(read.IsIn(new(new("INBOX"), 0, 2, 8), mark));
        Assert.False(read.IsIn(new(new("INBOX"), 0, 1, 8), EmailPlace.Mark(EmailSettings.Read(Account(("imapHost", "b.example"))), new("INBOX"))));
        Assert.Null(EmailPlace.Read("1 7"));
        Assert.Null(EmailPlace.Read(null));
    }

    private static ConnectedAccount Account(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["address"] = "support@shop.example", ["password"] = "secret" };
        foreach (var (key, value) in settings)
            all[key] = value;
        return new(new Account("a", "email", "A", all, HealthState.Unknown, null, null), new Dictionary<string, string>());
    }
}
