using System.Globalization;
using System.Text;

namespace Inbox.Benchmarks;

/// <summary>
/// Seeded mails as an inbox has them, for reading: 200 conversations of ten mails go on at the same time, in four accounts of unequal size, with words by
/// Zipf's law: the word <see cref="Common"/> stands in about 20 % of the mails, <see cref="Rare"/> in five.
/// </summary>
internal static class Correspondence
{
    public const int Accounts = 4;
    public const string Common = "parcel", AlsoCommon = "invoice", Seldom = "voucher", AlsoSeldom = "museum";
    private const int PerConversation = 10, AtOnce = 200, Vocabulary = 30_000;
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Words = [.. Enumerable.Range(0, Vocabulary).Select(Word)];
    private static readonly double[] Shares = [.. Enumerable.Range(1, Vocabulary).Select(r => 1.0 / r)];
    private static readonly double[] Sums = Add(Shares);

    public static string Rare(int conversation) => string.Create(CultureInfo.InvariantCulture, $"rare{conversation:000000}");

    public static IEnumerable<(int Account, byte[] Mail)> From(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var conversation = i / (AtOnce * PerConversation) * AtOnce + i % AtOnce;
            yield return (AccountOf(conversation), Mail(i, conversation, i / AtOnce % PerConversation));
        }
    }

    private static int AccountOf(int conversation) => (conversation % 50) switch { < 30 => 0, < 43 => 1, < 49 => 2, _ => 3 };

    /// <summary>Three of ten conversations end with the customer's word and wait.</summary>
    private static byte[] Mail(int i, int conversation, int step)
    {
        var person = $"person{conversation / 5}@people.example";
        var ours = step is 2 or 5 or 8 || step == PerConversation - 1 && conversation % 10 >= 3;
        var random = new Random(i);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"From: {(ours ? Letters.Us : person)}\r\nTo: {(ours ? person : Letters.Us)}\r\nSubject: {(step > 0 ? "Re: " : "")}Matter {conversation}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Message-ID: <c{conversation}.{step}@bench.example>\r\nDate: {Start.AddSeconds(i * 7L):ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");
        if (step > 0)
            text.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <c{conversation}.{step - 1}@bench.example>\r\nReferences: <c{conversation}.0@bench.example> <c{conversation}.{step - 1}@bench.example>\r\n");
        text.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        for (var w = 0; w < 60; w++)
            text.Append(Any(random)).Append(w % 12 == 11 ? "\r\n" : " ");
        return Encoding.UTF8.GetBytes(text.Append(step % 2 == 0 ? Rare(conversation) : "").Append("\r\n").ToString());
    }

    private static string Any(Random random)
    {
        var at = Array.BinarySearch(Sums, random.NextDouble() * Sums[^1]);
        return Words[Math.Min(at < 0 ? ~at : at, Vocabulary - 1)];
    }

    private static string Word(int rank)
    {
        if (rank is 24 or 25 or 300 or 301)
            return rank switch { 24 => Common, 25 => AlsoCommon, 300 => Seldom, _ => AlsoSeldom };
        var word = new StringBuilder();
        for (var left = rank + 70; left > 0; left /= 70)
            word.Append("bdfgklmnprstvz"[left % 70 / 5]).Append("aeiou"[left % 5]);
        return word.ToString();
    }

    private static double[] Add(double[] shares)
    {
        var (sums, sum) = (new double[shares.Length], 0.0);
        for (var i = 0; i < shares.Length; i++)
            sums[i] = sum += shares[i];
        return sums;
    }
}
