using FsCheck;
using FsCheck.Fluent;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;

namespace Inbox.Tests.Mail.Imap;

public sealed class ImapTextTests
{
    [Theory]
    [InlineData("Envoyés", "Envoy&AOk-s")]
    [InlineData("R&D", "R&-D")]
    [InlineData("台北", "&U,BTFw-")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    public void Folder_names_are_written_in_modified_UTF7_and_read_back(string text, string wire)
    {
        Assert.Equal(wire, MailboxName.FromText(text).Wire);
        Assert.Equal(text, new MailboxName(wire).Text);
    }

    [Theory]
    [InlineData("a&")]
    [InlineData("&AGE-")]
    [InlineData("&!!-")]
    public void A_name_that_is_not_well_formed_stays_as_it_is(string wire) => Assert.Equal(wire, new MailboxName(wire).Text);

    [Fact]
    public void Every_folder_name_of_well_formed_text_comes_back() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        !text.Get.IsNormalized() || new MailboxName(MailboxName.FromText(text.Get).Wire).Text == text.Get).QuickCheckThrowOnFailure();

    [Fact]
    public void No_name_breaks_out_of_its_command() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        var command = new ImapCommand("SELECT").Folder(MailboxName.FromText(text.Get));
        return command.Literals.Count + command.Rest.Length > 0 && !command.Rest.Any(char.IsControl);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_response_makes_the_reader_throw() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("(", ")", "\"", "\\", " ", "NIL", "FETCH", "UID", "1", "BODY[", "]", "{3}", "*", "[", "\u00e9")).ToArbitrary(), words =>
        {
            var line = new ImapLine("* 1 FETCH " + string.Concat(words), []);
            _ = FetchItem.From(line);
            return ImapFolder.From(line) is null && line.Values.Count >= 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parentheses_nested_100000_deep_are_given_up_at_once() =>
        Assert.NotEmpty(new ImapLine("* 1 FETCH " + new string('(', 100_000), []).Values);

    [Theory]
    [InlineData("i1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", FailureKind.WrongPassword)]
    [InlineData("i1 NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)", FailureKind.Disabled)]
    [InlineData("i1 NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page.", FailureKind.Disabled)]
    [InlineData("i1 NO LOGIN failed.", FailureKind.WrongPassword)]
    [InlineData("i1 NO [ALERT] Too many simultaneous connections. (Failure)", FailureKind.Busy)]
    [InlineData("i1 NO [UNAVAILABLE] Temporary authentication failure.", FailureKind.Busy)]
    [InlineData("i1 BAD User is disabled for user", FailureKind.Disabled)]
    public void A_refused_sign_in_says_what_to_do(string line, FailureKind kind)
    {
        var failure = ImapRefusals.Explain("mail.example.org", "LOGIN", ImapStatus.From(line)!);
        Assert.Equal(kind, failure.Kind);
        Assert.EndsWith(".", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sent_folder_is_found_by_its_mark_and_otherwise_by_its_usual_names()
    {
        static ImapFolder Folder(string name, params string[] attributes) => new(MailboxName.FromText(name), '/', attributes);
        Assert.Equal("Verschickt", ImapFolder.FindSent([Folder("Sent"), Folder("Verschickt", "\\Sent")])?.Name.Text);
        Assert.Equal("INBOX/Éléments envoyés", ImapFolder.FindSent([Folder("INBOX"), Folder("INBOX/Éléments envoyés")])?.Name.Text);
        Assert.Null(ImapFolder.FindSent([Folder("Sent", "\\Noselect"), Folder("Drafts")]));
    }

    [Fact]
    public void F19_a_cursor_of_another_UIDVALIDITY_means_nothing()
    {
        var box = new ImapMailbox(MailboxName.Inbox, 10, 7, 11);
        Assert.False(new UidCursor(6, 10).IsValidIn(box));
        Assert.True(new UidCursor(7, 9).IsBehind(box));
        Assert.False(new UidCursor(7, 10).IsBehind(box));
        Assert.Equal(10u, new UidCursor(7, 10).MovedTo(4).LastUid);
    }

    [Fact]
    public void Uids_are_written_as_ranges() => Assert.Equal("1:4,9,11:12", UidSet.Write([1, 2, 3, 4, 9, 11, 12]));
}
