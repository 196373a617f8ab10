using Inbox.Servers;

namespace Inbox.SystemTests.Faults;

/// <summary>What becomes of a reply when the outgoing server or the mailbox fails around the final dot.</summary>
public sealed class SendingTests(Post post)
{
    [Fact]
    public async Task F03_a_server_that_dies_after_the_final_dot_leaves_the_reply_unconfirmed_and_it_went_out_once()
    {
        await using var sink = SmtpSink.Start();
        await using var sinkMail = await SinkedAsync(sink);
        var (inbox, account, conversation) = (sinkMail.Inbox, sinkMail.Account, sinkMail.Conversation);
        sink.Mood = SinkMood.DiesAfterDot;
        var reply = await inbox.Api.AnswerAsync(conversation, "It went out, or did it?", "unconfirmed");
        Assert.NotNull(reply.Text("error"));
        Assert.Single(sink.Mails);

        // A person decides: the same mail again, under the same Message-ID, so that a doubled one shows as one.
        sink.Mood = SinkMood.Kind;
        await inbox.Api.PostAsync($"/conversations/{conversation}/replies/{reply.Text("clientId")}/attempts");
        await inbox.Api.ReplyAsync(conversation, reply.Text("clientId")!, "sent");
        Assert.Equal(2, sink.Mails.Count);
        Assert.Single(sink.Mails.Select(m => new Received(System.Text.Encoding.Latin1.GetString(m.Data)).Id).Distinct());
        Assert.Single(await inbox.Api.CardsAsync(account));
    }

    [Fact]
    public async Task F03_a_process_killed_between_the_final_dot_and_its_answer_leaves_the_reply_unconfirmed()
    {
        await using var sink = SmtpSink.Start();
        await using var sinkMail = await SinkedAsync(sink);
        var (inbox, conversation) = (sinkMail.Inbox, sinkMail.Conversation);
        sink.Mood = SinkMood.StallsAfterDot;
        await inbox.Api.PostAsync($"/conversations/{conversation}/replies", new { clientId = "stalled", text = "Wait for it." });
        await Eventually.Holds(() => sink.Mails.Count == 1, "the mail at the final dot");
        sink.Mood = SinkMood.Kind;
        await inbox.Host.KillAsync();
        await inbox.Host.StartAgainAsync();
        var reply = await inbox.Api.ReplyAsync(conversation, "stalled", "unconfirmed");
        Assert.NotNull(reply.Text("error"));
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task F04_a_Sent_folder_that_takes_no_copy_leaves_the_reply_sent_and_sends_it_no_second_time()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        await using var inbox = await Installation.StartAsync(post);
        var account = await inbox.ConnectAsync(desk);
        await post.Server.Deliver(guest, desk, new Letter(guest, desk, "No copy", "?").ToString());
        var id = (await inbox.Api.CardAsync(account, "No copy")).Text("id")!;
        var sent = Directory.CreateDirectory(Path.Combine(post.Server.Folder, "mail", desk, "Sent")).FullName;
        foreach (var part in (string[])["tmp", "cur", "new"])
        {
            if (Directory.Exists(Path.Combine(sent, part))) Directory.Delete(Path.Combine(sent, part), recursive: true);
            await File.WriteAllTextAsync(Path.Combine(sent, part), "Nothing can be stored in a file.", TestContext.Current.CancellationToken);
        }
        await inbox.Api.AnswerAsync(id, "Sent all the same.");
        Assert.Single(await Received.Wait(post.Server, guest));
        await inbox.Host.KillAsync();
        await inbox.Host.StartAgainAsync();
        await inbox.Api.AnswerAsync(id, "And this, after a restart.");
        Assert.Equal(2, (await Received.Wait(post.Server, guest, 2)).Count);
    }

    /// <summary>An account that reads from Dovecot and sends to the sink, with one conversation that waits.</summary>
    private async Task<SinkedInbox> SinkedAsync(SmtpSink sink)
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        var both = Path.Combine(Path.GetTempPath(), $"inbox-trust-{Guid.CreateVersion7():n}.pem");
        await File.WriteAllTextAsync(both, await File.ReadAllTextAsync(post.Server.CertificatePath) + sink.Certificate.ExportCertificatePem());
        var inbox = await Installation.StartAsync(post, new Dictionary<string, string?> { ["Inbox__TrustedCertificates"] = both });
        var account = await inbox.ConnectAsync(desk, ("smtpPort", $"{sink.Port}"), ("smtpSecurity", "starttls"), ("saveSent", "off"));
        await post.Server.Deliver(guest, desk, new Letter(guest, desk, "Into the sink", "?").ToString());
        return new(inbox, account, (await inbox.Api.CardAsync(account, "Into the sink")).Text("id")!, both);
    }

    private sealed record SinkedInbox(Installation Inbox, string Account, string Conversation, string Trust) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Inbox.DisposeAsync();
            File.Delete(Trust);
        }
    }
}
