using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>What an import brought.</summary>
/// <param name="Read">How many mails were read.</param>
/// <param name="Fresh">How many of them were new.</param>
/// <param name="First">The first new event; null when there is none.</param>
/// <param name="Last">The last new event.</param>
/// <param name="Unreadable">Files that could not be read.</param>
internal sealed record Brought(int Read, int Fresh, string? First, string? Last, IReadOnlyList<MailFile> Unreadable);

/// <summary>Carries mails into intake, many in one commit, and no faster than they are threaded: what waits, waits in the files.</summary>
/// <param name="intake">Where they go.</param>
/// <param name="pending">What is not threaded yet.</param>
/// <param name="clock">The clock of the waits.</param>
/// <param name="isThreaded">Whether anybody is there who threads them, here or in the host beside us.</param>
internal sealed class Bringing(Intake intake, PendingEvents pending, TimeProvider clock, Func<bool> isThreaded)
{
    private const int AtOnce = 512;
    private const int MostPending = 20_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Queue<Task<IReadOnlyList<IChannelEvent>>> _waiting = new(AtOnce);
    private (int Count, string? First, string? Last) _fresh;

    public async Task<Brought> BringAsync(IEnumerable<MailFile> mails, Func<byte[], Delivery> pack, Progress progress, CancellationToken cancel)
    {
        var (read, unreadable) = (0, new List<MailFile>());
        foreach (var mail in mails)
        {
            if (mail.Content is not { } content)
            {
                unreadable.Add(mail);
                continue;
            }
            _waiting.Enqueue(intake.AcceptAsync(pack(content), cancel));
            if (_waiting.Count >= AtOnce)
                Count(await _waiting.Dequeue());
            if (++read % AtOnce == 0)
                await BreatheAsync(cancel);
            progress.Report(read);
        }
        while (_waiting.TryDequeue(out var last))
            Count(await last);
        progress.End(read);
        return new(read, _fresh.Count, _fresh.First, _fresh.Last, unreadable);
    }

    /// <summary>Waits until Threads has taken up what came in.</summary>
    public async Task DrainAsync(Brought brought, CancellationToken cancel)
    {
        while (brought is { First: { } first, Last: { } last } && await pending.AnyBetweenAsync(first, last, cancel))
            await PauseAsync(cancel);
    }

    private async Task BreatheAsync(CancellationToken cancel)
    {
        while (await pending.CountAsync(cancel) > MostPending)
            await PauseAsync(cancel);
    }

    private async Task PauseAsync(CancellationToken cancel)
    {
        if (!isThreaded())
            throw new OutOfReachException("The host beside which this import ran has stopped. What was read so far is kept and is threaded when it starts again; run the same import again for the rest.");
        await Task.Delay(Pause, clock, cancel);
    }

    private void Count(IReadOnlyList<IChannelEvent> events)
    {
        foreach (var id in events.Select(e => e.EventId))
            _fresh = (
                _fresh.Count + 1,
                _fresh.First is { } first && string.CompareOrdinal(first, id) < 0 ? first : id,
                _fresh.Last is { } last && string.CompareOrdinal(last, id) > 0 ? last : id);
    }
}
