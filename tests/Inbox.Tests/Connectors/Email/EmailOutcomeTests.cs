using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Mail.Smtp;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailOutcomeTests
{
    [Fact]
    public void A_copy_that_was_refused_is_told_and_the_reply_is_sent()
    {
        var sent = Assert.IsType<SendOutcome.Sent>(Of(new SmtpOutcome.Sent("ok", [new(Address("bob@example.org"), 550, "no such user")])));

        Assert.Equal("1@shop.example", sent.ExternalId);
        Assert.Contains("bob@example.org: 550 no such user", sent.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_whose_person_was_refused_failed_whoever_got_a_copy() =>
        Assert.Contains("ada@example.org", Assert.IsType<SendOutcome.Refused>(Of(new SmtpOutcome.Sent("ok", [new(Address("ada@example.org"), 550, "no such user")]))).Reason, StringComparison.Ordinal);

    [Fact]
    public void What_may_be_accepted_later_is_tried_again_and_what_nobody_knows_is_not()
    {
        Assert.IsType<SendOutcome.Retry>(Of(new SmtpOutcome.Refused(451, "later", Permanent: false, [])));
        Assert.IsType<SendOutcome.Retry>(Of(new SmtpOutcome.Retry("no way there")));
        Assert.IsType<SendOutcome.Refused>(Of(new SmtpOutcome.Refused(554, "never", Permanent: true, [])));
        Assert.IsType<SendOutcome.Unknown>(Of(new SmtpOutcome.Unknown("no answer")));
    }

    private static SendOutcome Of(SmtpOutcome outcome) => EmailOutcome.Of(outcome, Address("ada@example.org"), "1@shop.example");

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
