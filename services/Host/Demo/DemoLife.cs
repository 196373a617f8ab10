using System.Text;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>Lets people write: first everything that was, then what happens while somebody watches. All of it goes through the readers and the intake that real deliveries take.</summary>
internal sealed class DemoLife(DemoWay way, ChannelList channels, DemoMailbox mailbox, TimeProvider clock)
{
    private const int Seed = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly DemoScript _script = DemoScript.Read();
    private List<DemoPen>? _pens;
    private IReadOnlyList<DemoVisit> _past = [];

    public IReadOnlyList<DemoPerson> People => _script.People;

    public IReadOnlyList<DemoAccount> Accounts => _script.Accounts;

    /// <summary>What was talked about in the months before, once it is written.</summary>
    public IReadOnlyList<DemoVisit> Past => _past;

    /// <summary>Writes the history.</summary>
    public async Task RememberAsync(IReadOnlyDictionary<DemoAccount, Account> accounts, CancellationToken cancel)
    {
        var start = clock.GetUtcNow();
        (_pens, _past) = ([.. _script.People.Select(DemoPen.Of)], DemoPast.Of(_script, start, Seed));
        await Task.WhenAll(accounts.SelectMany(a => a.Key.Posts.Values.Where(p => p.Ago is not null).Select(p => PublishAsync(a.Value, p, start, cancel))));
        await Task.WhenAll(DemoHistory.Of([.. DemoPast.People(_past, start).Select(DemoPen.Of), .. _pens], start).Select(mail => AcceptAsync(accounts, mail, Origin.Import, cancel)));
        for (var began = clock.GetTimestamp(); await way.Pending.CountAsync(cancel) > 0 && clock.GetElapsedTime(began) < Patience;)
            await Task.Delay(50, cancel);
    }

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task GoOnAsync(IReadOnlyDictionary<DemoAccount, Account> accounts, DemoOffice office, CancellationToken cancel)
    {
        var pens = _pens ?? throw new InvalidOperationException("The history comes first.");
        var pace = new DemoPace(_script, pens, clock.GetUtcNow(), Seed);
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var now = clock.GetUtcNow();
            while (mailbox.Read() is { } sent)
                pace.Answered(sent.To, sent.Reply, sent.Id, accounts.First(a => a.Value.Id == sent.Reply.AccountId).Key, now);
            foreach (var (pen, letter) in pace.Take(now).ToList())
                if (letter.Move != DemoMove.Colleague)
                    await AcceptAsync(accounts, pen.Write(letter, now), Origin.Incoming, cancel);
                else if (pen.IsWaiting)
                    await office.AnswerAsync(accounts[pen.Person.Account], pen.Person, pen.Subject, letter, cancel);
        }
    }

    /// <summary>What a connector does that looks at an account's own posts.</summary>
    private async Task PublishAsync(Account account, DemoTopic post, DateTimeOffset start, CancellationToken cancel) => await way.Intake.AcceptAsync(
        new(account.Id, $"post {post.Id}", "text/plain", Encoding.UTF8.GetBytes(post.Title), [new ContentSeen(Id.New(clock), account.Id, account.Channel, new(post.Id, post.Link, post.Title), start) { PublishedAt = start - post.Ago, Own = true }], [])
        {
            PayloadId = Id.New(clock),
        },
        cancel);

    private async Task AcceptAsync(IReadOnlyDictionary<DemoAccount, Account> accounts, DemoDelivery sent, Origin origin, CancellationToken cancel)
    {
        var account = accounts[sent.Account];
        var delivery = channels.Find(account.Channel)!.Pack(account, sent.Bytes, sent.At, origin, () => Id.New(clock));
        foreach (var said in delivery.Events.OfType<MessageReceived>().Where(m => m.Direction == Direction.In))
            mailbox.Introduce(said.Author, sent.Pen);
        await way.Intake.AcceptAsync(delivery, cancel);
    }
}

/// <summary>Where deliveries go in, and what of them is not taken up yet.</summary>
internal sealed record DemoWay(Intake Intake, PendingEvents Pending);
