using Inbox.Storage;

namespace Inbox.Benchmarks;

/// <summary>
/// A seeded year of an inbox, put straight into the tables as Threads leaves them: for reading reports, where what mails say does not matter. People have two conversations on average, in four
/// accounts; a third is about one of four thousand posts; one question in ten is dismissed, one in thirty waits.
/// </summary>
internal sealed class Year(Database database, IReadOnlyList<string> accounts, DateTimeOffset end)
{
    public const int Posts = 4_000;
    private const int Together = 5_000;
    private const long Hour = 3_600_000, Day = 24 * Hour, Length = 364 * Day;
    private static readonly string[] Who = ["prospect", "customer", "former", "partner", "other"], Natures = ["question", "complaint", "praise", "smalltalk"], Outcomes = ["solved", "answered", "sale"];
    private static readonly string Words = string.Join(' ', Enumerable.Range(0, 30).Select(i => $"word{i}"));
    private readonly long _start = end.ToUnixTimeMilliseconds() - Length;

    public async Task FillAsync(int from, int to, CancellationToken cancel)
    {
        for (var at = from; at < to; at += Together)
        {
            var some = Enumerable.Range(at, Math.Min(Together, to - at)).Select(Make).ToList();
            await database.WriteAsync(t => SaveAsync(t, some, cancel), cancel);
        }
    }

    public Task PublishAsync(CancellationToken cancel) => database.WriteAsync(
        t => Rows.RunAsync(
            t, "insert into contents (account_id, external_id, channel, title, published_at, own, seen_at) values (@Account, @Id, 'email', @Id, @At, true, 1)", [.. Enumerable.Range(0, Posts)],
            i => [("Account", accounts[i % accounts.Count]), ("Id", $"post{i}"), ("At", _start + i * (Length / Posts))], cancel),
        cancel);

    private Conversation Make(int i)
    {
        var random = new Random(i);
        var account = accounts[random.Next(10) switch { < 5 => 0, < 8 => 1, < 9 => 2, _ => 3 } % accounts.Count];
        var post = random.Next(3) == 0 ? random.Next(Posts / accounts.Count) * accounts.Count + accounts.ToList().IndexOf(account) : (int?)null;
        var at = post is { } p ? _start + p * (Length / Posts) + random.NextInt64(5 * Day) : _start + random.NextInt64(Length);
        at = Math.Min(at, _start + Length - Hour);
        var (messages, asks) = (new List<Message>(), new List<Ask>());
        var fate = random.Next(30);
        var turns = 1 + random.Next(3);
        for (var turn = 0; turn < turns && at < _start + Length; turn++)
        {
            messages.Add(new($"m{i}.{messages.Count}", at, true));
            var ask = new Ask($"m{i}.{messages.Count - 1}", at, null, null, turn == 0);
            at += (long)(Hour * Math.Exp(random.NextDouble() * 6 - 2));
            if (fate > 3 && at < _start + Length)
            {
                messages.Add(new($"m{i}.{messages.Count}", at, false));
                asks.Add(ask with { AnsweredAt = at });
                at += random.NextInt64(turn == 0 && random.Next(8) == 0 ? 20 * Day : Day);
                continue;
            }
            asks.Add(fate > 0 ? ask with { DismissedAt = at } : ask);
            break;
        }
        return new(i, account, $"person{random.Next(1, i / 2 + 2)}", post is { } id ? $"post{id}" : null, random.Next(2) == 0 ? Who[random.Next(Who.Length)] : null,
            random.Next(2) == 0 ? Natures[random.Next(Natures.Length)] : null, random.Next(3) == 0 ? Outcomes[random.Next(Outcomes.Length)] : null, messages, asks);
    }

    private static async Task SaveAsync(System.Data.Common.DbTransaction t, List<Conversation> some, CancellationToken cancel)
    {
        await Rows.RunAsync(
            t,
            """
            insert into conversations (id, account_id, channel, context, who, nature, outcome, created_at, version, person_id, state, position, preview, visibility, content_id, first_message_at, last_message_at,
              messages)
            values (@Id, @Account, 'email', @Id, @Who, @Nature, @Outcome, @First, 1, @Person, 'closed', @First, '', 'public', @Post, @First, @Last, @Count)
            """,
            some,
            c =>
            [
                ("Id", $"c{c.Number}"), ("Account", c.Account), ("Who", c.Who), ("Nature", c.Nature), ("Outcome", c.Outcome), ("First", c.Messages[0].At), ("Person", c.Person), ("Post", c.Post),
                ("Last", c.Messages[^1].At), ("Count", c.Messages.Count),
            ],
            cancel);
        await Rows.RunAsync(
            t,
            """
            insert into messages (id, account_id, conversation_id, kind, direction, visibility, at, arrived_at, calls, unverified, version, preview, received_at, conflict, text, reply)
            values (@Id, @Account, @Conversation, 'message', @Direction, 'public', @At, @At, 'answer', false, 1, '', @At, false, @Text, @Text)
            """,
            [.. some.SelectMany(c => c.Messages.Select(m => (c, m)))],
            x =>
            [
                ("Id", x.m.Id), ("Account", x.c.Account), ("Conversation", $"c{x.c.Number}"), ("Direction", x.m.IsIn ? "in" : "out"), ("At", x.m.At), ("Text", Words),
            ],
            cancel);
        await Rows.RunAsync(
            t,
            """
            insert into asks (id, conversation_id, account_id, asked_at, answered_at, dismissed_at, first, answered_by, answer_id, working_ms, in_hours)
            values (@Id, @Conversation, @Account, @At, @Answered, @Dismissed, @First, @By, @Answer, @Working, @InHours)
            """,
            [.. some.SelectMany(c => c.Asks.Select(a => (c, a)))],
            x =>
            [
                ("Id", x.a.Id), ("Conversation", $"c{x.c.Number}"), ("Account", x.c.Account), ("At", x.a.At), ("Answered", x.a.AnsweredAt), ("Dismissed", x.a.DismissedAt), ("First", x.a.IsFirst),
                ("By", x.a.AnsweredAt is null ? null : $"staff{x.c.Number % 12}"), ("Answer", x.a.AnsweredAt is null ? null : $"{x.a.Id}+"),
                ("Working", x.a.AnsweredAt is { } end ? (end - x.a.At) / 4 : null), ("InHours", x.a.AnsweredAt is null ? null : x.c.Number % 9 > 0),
            ],
            cancel);
    }

    private sealed record Conversation(
        int Number, string Account, string Person, string? Post, string? Who, string? Nature, string? Outcome, IReadOnlyList<Message> Messages, IReadOnlyList<Ask> Asks);

    private sealed record Message(string Id, long At, bool IsIn);

    private sealed record Ask(string Id, long At, long? AnsweredAt, long? DismissedAt, bool IsFirst);
}
