using System.Globalization;
using System.Text;

namespace Inbox.Benchmarks;

/// <summary>Seeded mails: ten messages a conversation, of which three are ours; five conversations a person; words of a small vocabulary and one rare word a conversation.</summary>
internal static class Letters
{
    public const string Us = "support@bench.example";
    public const int PerConversation = 10;
    private static readonly string[] Words = "order parcel invoice colour size delivery refund question thanks hello broken wheel bread ticket museum opening hours price voucher address change late missing please help when where how much".Split(' ');
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<byte[]> From(int first, int count)
    {
        for (var i = first; i < first + count; i++)
            yield return Mail(i);
    }

    private static byte[] Mail(int i)
    {
        var (conversation, step) = (i / PerConversation, i % PerConversation);
        var person = $"person{conversation / 5}@people.example";
        var ours = step is 2 or 5 or 8;
        var random = new Random(i);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"From: {(ours ? Us : person)}\r\nTo: {(ours ? person : Us)}\r\nSubject: {(step > 0 ? "Re: " : "")}Matter {conversation}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Message-ID: <m{i}@bench.example>\r\nDate: {Start.AddSeconds(i * 7L):ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");
        if (step > 0)
            text.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <m{i - 1}@bench.example>\r\nReferences: <m{i - step}@bench.example> <m{i - 1}@bench.example>\r\n");
        text.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        for (var w = 0; w < 60; w++)
            text.Append(Words[random.Next(Words.Length)]).Append(w % 12 == 11 ? "\r\n" : " ");
        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"rare{conversation}\r\n").ToString());
    }
}
