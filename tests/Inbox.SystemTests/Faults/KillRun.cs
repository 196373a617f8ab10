namespace Inbox.SystemTests.Faults;

/// <summary>Rounds of incoming mails and replies, with something killed at a random point of each but the last. The seed makes the points the same every time.</summary>
internal sealed class KillRun(Ledger ledger, IReadOnlyList<Api> doors, string account, string desk, IReadOnlyList<string> guests, int seed)
{
    private const int Workers = 3;
    private readonly Random _random = new(seed);
    private int _topics;
    private int _replies;

    /// <param name="rounds">How many; one kill in each but the last.</param>
    /// <param name="mails">Mails in each.</param>
    /// <param name="replies">Replies in each.</param>
    /// <param name="kill">Kills something and starts it again.</param>
    public async Task RunAsync(int rounds, int mails, int replies, Func<Random, Task> kill)
    {
        await PlayAsync(Letters(mails), 0, null);
        await Eventually.Until(() => Door(0).CardsAsync(account), cards => cards.Count > 0, "first conversations");
        for (var round = 1; round < rounds; round++)
            await PlayAsync(Letters(mails), replies, round < rounds - 1 ? kill : null);
    }

    private async Task PlayAsync(IReadOnlyList<Letter> letters, int replies, Func<Random, Task>? kill)
    {
        var (killAt, pause) = (ledger.Mails + _random.Next(letters.Count), TimeSpan.FromMilliseconds(_random.Next(300)));
        var asking = Task.WhenAll(Enumerable.Range(0, replies).Select(_ => AskAsync(Interlocked.Increment(ref _replies))));
        var killing = kill is null ? Task.CompletedTask : KillAsync();
        await Task.WhenAll(letters.Chunk((letters.Count + Workers - 1) / Workers).Select(DeliverAsync));
        await killing;
        await asking;

        async Task KillAsync()
        {
            await Eventually.Holds(() => ledger.Mails >= killAt, "the point to kill at");
            await Task.Delay(pause);
            await kill(_random);
        }
    }

    private async Task DeliverAsync(IEnumerable<Letter> letters)
    {
        foreach (var letter in letters) await ledger.DeliverAsync(letter);
    }

    /// <summary>Conversations of five mails, each answering the one before it.</summary>
    private List<Letter> Letters(int count)
    {
        var letters = new List<Letter>();
        while (letters.Count < count)
        {
            var topic = _topics++;
            Letter? last = null;
            for (var n = 1; n <= 5 && letters.Count < count; n++)
            {
                var text = $"Mail {n} of topic {topic}?\n" + string.Concat(Enumerable.Range(0, 5).Select(_ => $"{_random.Next():x8} {_random.Next():x8}\n"));
                last = new Letter(guests[topic % guests.Count], desk, $"Topic {topic}", text) { InReplyTo = last?.Id, References = last is null ? [] : [.. last.References, last.Id] };
                letters.Add(last);
            }
        }
        return letters;
    }

    /// <summary>Posts a reply and repeats it, with its client id, until somebody answers: what a browser does.</summary>
    private async Task AskAsync(int number)
    {
        var cards = await Repeat(() => Door(number).CardsAsync(account));
        var id = cards[number % cards.Count].Text("id")!;
        var guest = (await Repeat(() => Door(number).GetAsync($"/conversations/{id}"))).List("participants")[0].Text("address")!;
        var reply = new AskedReply($"{desk}-{number}", id, guest, $"This is reply number {number}, word {_random.Next():x8}.");
        ledger.Note(reply);
        for (var attempt = number; ; attempt++)
        {
            var answer = await Repeat(() => Door(attempt).SendAsync(HttpMethod.Post, $"/conversations/{id}/replies", new { clientId = reply.ClientId, text = reply.Text }));
            if (answer.Ok) return;
            Assert.InRange((int)answer.Status, 500, 599);
        }
    }

    private Api Door(int number) => doors[number % doors.Count];

    /// <summary>Tries again while the process at the other end is gone.</summary>
    private static async Task<T> Repeat<T>(Func<Task<T>> what)
    {
        while (true)
        {
            try
            {
                return await what();
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException or AnswerException { IsForNow: true }
                && !TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
