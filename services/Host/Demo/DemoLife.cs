using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>Lets people write: first everything that was, then what happens while somebody watches. All of it goes through the door that real mail takes.</summary>
internal sealed class DemoLife(DemoWay way, ChannelList channels, DemoMailbox mailbox, TimeProvider clock)
{
    private const int Seed = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly IChannel _email = channels.Find("email") ?? throw new InvalidOperationException("This build has no e-mail channel.");
    private readonly DemoScript _script = DemoScript.Read();
    private List<DemoPen>? _pens;

    public IReadOnlyList<DemoPerson> People => _script.People;

    /// <summary>Writes the history.</summary>
    public async Task RememberAsync(IReadOnlyDictionary<DemoBrand, Account> accounts, CancellationToken cancel)
    {
        _pens = [.. _script.People.Select(p => new DemoPen(p))];
        await Task.WhenAll(DemoHistory.Of(_pens, clock.GetUtcNow()).Select(mail => AcceptAsync(accounts, mail, Origin.Import, cancel)));
        for (var began = clock.GetTimestamp(); await way.Pending.CountAsync(cancel) > 0 && clock.GetElapsedTime(began) < Patience;)
            await Task.Delay(50, cancel);
    }

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task GoOnAsync(IReadOnlyDictionary<DemoBrand, Account> accounts, DemoOffice office, CancellationToken cancel)
    {
        var pens = _pens ?? throw new InvalidOperationException("The history comes first.");
        var pace = new DemoPace(_script, pens, clock.GetUtcNow(), Seed);
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var now = clock.GetUtcNow();
            while (mailbox.Read() is { } sent)
                if (pens.Find(p => string.Equals(p.Person.Address, sent.Reply.Recipient.Address, StringComparison.OrdinalIgnoreCase)) is { } pen)
                    pace.Answered(pen, sent.Reply, sent.MessageId, now);
            foreach (var (pen, letter) in pace.Take(now).ToList())
                if (letter.Move != DemoMove.Colleague)
                    await AcceptAsync(accounts, new(pen.Person.Brand, now, DemoPost.Bytes(pen, letter, now)), Origin.Incoming, cancel);
                else if (pen.IsWaiting)
                    await office.AnswerAsync(accounts[pen.Person.Brand], pen.Person, pen.Subject, letter, cancel);
        }
    }

    private async Task AcceptAsync(IReadOnlyDictionary<DemoBrand, Account> accounts, DemoMail mail, Origin origin, CancellationToken cancel) =>
        await way.Intake.AcceptAsync(_email.Pack(accounts[mail.Brand], mail.Bytes, mail.At, origin, () => Id.New(clock)), cancel);
}

/// <summary>Where mails go in, and what of them is not taken up yet.</summary>
internal sealed record DemoWay(Intake Intake, PendingEvents Pending);
