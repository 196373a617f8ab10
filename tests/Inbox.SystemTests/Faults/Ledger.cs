using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inbox.Servers;

namespace Inbox.SystemTests.Faults;

/// <summary>A reply that a client asked for, and repeated until it was answered.</summary>
internal sealed record AskedReply(string ClientId, string Conversation, string Guest, string Text);

/// <summary>What was sent in and what was asked to go out; compared with the API and the mailboxes when everything has come to rest.</summary>
internal sealed class Ledger(MailServer mail, string desk)
{
    private readonly ConcurrentQueue<Letter> _accepted = new();
    private readonly ConcurrentQueue<AskedReply> _replies = new();

    public int Mails => _accepted.Count;

    public IReadOnlyCollection<AskedReply> Replies => _replies;

    /// <summary>Delivers a mail; the mail server's 250 makes it an accepted one.</summary>
    public async Task DeliverAsync(Letter letter)
    {
        await mail.Deliver(letter.From, desk, letter.ToString());
        _accepted.Enqueue(letter);
    }

    public void Note(AskedReply reply) => _replies.Enqueue(reply);

    /// <summary>Waits until every mail and every reply has come to rest, then holds I1, I4, I5, I6 and I8 against what is there.</summary>
    public async Task HoldsAsync(Api api, string account, int mostUnconfirmed)
    {
        var cards = await Eventually.Until(() => api.CardsAsync(account), c => c.Sum(x => x.Number("messages")) >= Mails + Replies.Count, $"{Mails} mails and {Replies.Count} replies", TimeSpan.FromMinutes(2));
        Assert.Equal(Mails + Replies.Count, cards.Sum(c => c.Number("messages")));
        Assert.Empty((await api.GetAsync("/quarantine")).List("items"));
        var messages = new List<JsonElement>();
        foreach (var card in cards) messages.AddRange(await RestedAsync(api, card.Text("id")!));
        Incoming([.. messages.Where(m => m.Text("direction") == "in")]);
        await OutgoingAsync([.. messages.Where(m => m.Text("direction") == "out")], mostUnconfirmed);
    }

    /// <summary>A conversation's messages once no reply of it is on its way any more.</summary>
    private static Task<IReadOnlyList<JsonElement>> RestedAsync(Api api, string conversation) =>
        Eventually.Until(() => api.MessagesAsync(conversation), m => !m.Any(x => x.Text("state") is "queued" or "sending"), "replies at rest", TimeSpan.FromMinutes(2));

    private void Incoming(IReadOnlyList<JsonElement> messages)
    {
        Assert.Equal(_accepted.Select(l => l.Id.Trim('<', '>')).Order(), messages.Select(m => m.Text("messageId")!.Trim('<', '>')).Order());
        var byId = messages.ToDictionary(m => m.Text("messageId")!.Trim('<', '>'));
        Assert.All(_accepted, letter => Assert.Equal(Hash(letter.Text), Hash(byId[letter.Id.Trim('<', '>')].Text("text")!)));
        Assert.All(_accepted.GroupBy(l => l.Subject), topic => Assert.Single(topic.Select(l => byId[l.Id.Trim('<', '>')].Text("conversationId")).Distinct()));
        var source = SourceOrder();
        foreach (var conversation in messages.GroupBy(m => m.Text("conversationId")))
        {
            var places = conversation.Select(m => source[m.Text("messageId")!.Trim('<', '>')]).ToList();
            Assert.Equal(places.Order(), places);
        }
    }

    private async Task OutgoingAsync(IReadOnlyList<JsonElement> messages, int mostUnconfirmed)
    {
        Assert.Equal(_replies.Select(r => r.ClientId).Order(), messages.Select(m => m.Text("clientId")).Order());
        var states = messages.ToDictionary(m => m.Text("clientId")!, m => m.Text("state")!);
        Assert.All(states.Values, state => Assert.Contains(state, (string[])["sent", "unconfirmed"]));
        Assert.InRange(states.Values.Count(s => s == "unconfirmed"), 0, mostUnconfirmed);
        // Postfix hands over what it took a moment later: the sent ones must come, then the count stands.
        await Eventually.Holds(() => _replies.All(r => states[r.ClientId] != "sent" || Copies(r) > 0), "a copy of every sent reply");
        Assert.All(_replies, reply => Assert.InRange(Copies(reply), 0, 1));
    }

    private int Copies(AskedReply reply) => Received.In(mail, reply.Guest).Count(r => r.Body.Contains(reply.Text, StringComparison.Ordinal) && !r.Body.Contains($"> {reply.Text}", StringComparison.Ordinal));

    /// <summary>
    /// The order that the mailbox itself gives its mails: by INTERNALDATE, the time of a mail (the file's, to the second), then by UID. Mails that come in side by side
    /// may be given their UIDs in another order than their times.
    /// </summary>
    private Dictionary<string, (long Second, int Uid)> SourceOrder()
    {
        var box = Path.Combine(mail.Folder, "mail", desk);
        var files = Directory.GetFiles(Path.Combine(box, "new")).Concat(Directory.GetFiles(Path.Combine(box, "cur"))).ToDictionary(f => Path.GetFileName(f).Split(':')[0]);
        return File.ReadLines(Path.Combine(box, "dovecot-uidlist")).Skip(1)
            .Select(line => (Uid: int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), Name: line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..].Split(':')[0]))
            .Where(entry => files.ContainsKey(entry.Name))
            .Select(entry => (Place: (Second(files[entry.Name]), entry.Uid), new Received(File.ReadAllText(files[entry.Name], Encoding.Latin1)).Id))
            .Where(entry => entry.Id.Length > 0)
            .GroupBy(entry => entry.Id.Trim('<', '>')).ToDictionary(g => g.Key, g => g.Min(e => e.Place));
    }

    private static long Second(string file) => new DateTimeOffset(File.GetLastWriteTimeUtc(file)).ToUnixTimeSeconds();

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n").Trim())));
}
