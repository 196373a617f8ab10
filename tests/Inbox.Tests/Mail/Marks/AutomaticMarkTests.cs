using Inbox.Mail;

namespace Inbox.Tests.Mail.Marks;

public sealed class AutomaticMarkTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", AutomaticKind.AutoReply)]
    [InlineData("Auto-Submitted: auto-generated (rejected)", AutomaticKind.System)]
    [InlineData("Precedence: auto_reply", AutomaticKind.AutoReply)]
    [InlineData("Precedence: bulk", AutomaticKind.List)]
    [InlineData("Precedence: bulk\nReturn-Path: <>", AutomaticKind.AutoReply)]
    [InlineData("Precedence: list", AutomaticKind.List)]
    [InlineData("Precedence: bulk\nIn-Reply-To: <a@b.example>", AutomaticKind.AutoReply)]
    [InlineData("Precedence: bulk\nIn-Reply-To: <a@b.example>\nSender: owner-users@lists.example", AutomaticKind.List)]
    [InlineData("Precedence: bulk\nIn-Reply-To: <a@b.example>\nSender: users-bounces+ada=example.org@lists.example", AutomaticKind.List)]
    [InlineData("Precedence: bulk\nSender: owner-users@lists.example\nSubject: Out of office", AutomaticKind.AutoReply)]
    [InlineData("List-Id: News <news.example.org>", AutomaticKind.List)]
    [InlineData("X-Auto-Response-Suppress: All", AutomaticKind.System)]
    [InlineData("X-Auto-Response-Suppress: OOF\nSubject: Automatic reply: hello", AutomaticKind.AutoReply)]
    [InlineData("X-Autoreply: yes", AutomaticKind.AutoReply)]
    [InlineData("X-Autorespond: 1", AutomaticKind.AutoReply)]
    [InlineData("Return-Path: <>", AutomaticKind.System)]
    [InlineData("Return-Path: <>\nSubject: Abwesenheitsnotiz", AutomaticKind.AutoReply)]
    [InlineData("X-Loop: robot@example.org", AutomaticKind.System)]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", AutomaticKind.System)]
    [InlineData("Sender: MAILER-DAEMON@example.org\nSubject: Undeliverable", AutomaticKind.Bounce)]
    public void B18_machines_are_told_by_their_marks(string header, AutomaticKind kind)
    {
        var mail = Sample.Read(Sample.Of(header, "text"));
        Assert.Equal(kind, mail.Automatic);
        Assert.False(string.IsNullOrEmpty(mail.AutomaticEvidence));
    }

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Subject: Are you out of office next week?")]
    [InlineData("X-Auto-Response-Suppress: None")]
    [InlineData("Return-Path: <ada@example.org>")]
    public void B18_people_are_not_taken_for_machines(string header) => Assert.Null(Sample.Read(Sample.Of(header, "I am back on Monday.")).Automatic);

    [Fact]
    public void B19_an_absence_that_calls_itself_automatic_needs_no_header() =>
        Assert.Equal(AutomaticKind.AutoReply, Sample.Read(Sample.Of("Subject: Out of office: Re: hello", "This is an automated response. I am away.")).Automatic);
}
