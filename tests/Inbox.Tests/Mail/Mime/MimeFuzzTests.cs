using System.Text;
using Inbox.Mail;
using Inbox.Mail.Text;

namespace Inbox.Tests.Mail.Mime;

/// <summary>Seeded mutations of mails that look real: the same ones in every run, so that a failure can be repeated by its number.</summary>
public sealed class MimeFuzzTests
{
    private const int Mutations = 20_000;
    private const int Seed = 20_260_101;

    private static readonly string[] _splices =
    [
        "\n", "\r", "\n\n", "\0", "--", "--b1", "--b1--\n", "\"", "<", ">", "(", ";", ":", "=", "=?", "=?utf-8?B?", "?=", "=?x?Q?=", "\n--b1\nContent-Type: multipart/mixed; boundary=b1\n\n",
        "\nContent-Type: message/rfc822\n\n", "\nContent-Transfer-Encoding: base64\n", "\nContent-Transfer-Encoding: quoted-printable\n", "; charset=utf-7", "; charset=iso-2022-jp", "; charset=utf-16",
        "filename*0*=utf-8''%", "filename*99999999999=x", "\nbegin 644 x\n", "\nend\n", "\nFinal-Recipient: rfc822;", "\u00ff\u00fe", "\u00e2\u0082", "\u001b$B", "@", "@@", ",,,,", "<<<<", "((((", "\n From: x\n", "0000000000", "+2D0-",
        "\n> ", "\nOn Tue, 5 May 2020 at 10:12, ", " wrote:\n", "\n-- \n", "\nFrom: a@b.example\nSent: 1\nTo: x\nSubject: y\n", "-----Original Message-----", "<blockquote type=cite>", "</div>", "<div class=gmail_quote>", "<!--", "&#x110000;", "&#xd800;",
    ];

    [Fact]
    public void Twenty_thousand_mutated_mails_are_read_without_an_exception_in_bounded_time_and_memory()
    {
        var random = new Random(Seed);
        var seeds = FuzzSeeds.All.Select(Sample.Bytes).ToArray();
        var slowest = TimeSpan.Zero;
        for (var number = 0; number < Mutations; number++)
        {
            var mail = Mutate(seeds[number % seeds.Length], random, seeds);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = CpuTime.Now();
            try
            {
                var read = MailReader.Read(mail);
                Check(read);
                CheckReply(read);
            }
            catch (Exception e)
            {
                Assert.Fail($"Mutation {number}: {e}\n{Convert.ToBase64String(mail)}");
            }
            var took = CpuTime.Now() - started;
            slowest = took > slowest ? took : slowest;
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 20_000_000, $"Mutation {number} of {mail.Length} bytes took {GC.GetAllocatedBytesForCurrentThread() - allocated} bytes");
        }
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    /// <summary>What the connector does with every mail: the reply without history, from the plain side and from the HTML side.</summary>
    private static void CheckReply(MailMessage mail)
    {
        foreach (var reply in (string[])[ReplyText.Extract(mail.Text), ReplyText.ExtractFromHtml(mail.Html ?? mail.Text)])
        {
            Assert.False(reply.Contains('\0', StringComparison.Ordinal));
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(reply);
        }
        Assert.False(mail.Text.Trim().Length > 0 && ReplyText.Extract(mail.Text).Length == 0);
    }

    private static byte[] Mutate(byte[] seed, Random random, byte[][] seeds)
    {
        var bytes = seed.ToList();
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes.InsertRange(at, Encoding.Latin1.GetBytes(_splices[random.Next(_splices.Length)])); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5:
                    var other = seeds[random.Next(seeds.Length)];
                    bytes.InsertRange(at, other.AsSpan(random.Next(other.Length)).ToArray());
                    break;
                default:
                    var splice = Encoding.Latin1.GetBytes(_splices[random.Next(_splices.Length)]);
                    for (var repeat = random.Next(300); repeat > 0; repeat--)
                        bytes.InsertRange(at, splice);
                    break;
            }
        }
        return [.. bytes];
    }

    private static void Check(MailMessage mail)
    {
        foreach (var text in mail.Headers.Select(h => h.Value).Concat(mail.Attachments.Select(a => a.Name))
            .Concat(mail.From.Concat(mail.To).SelectMany(a => (string[])[a.Name, a.Address])).Concat([mail.Subject, mail.Text, mail.Html ?? "", mail.MessageId ?? ""]))
        {
            Assert.False(text.Contains('\0', StringComparison.Ordinal));
            // Throws on a lone surrogate.
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
        }
        Assert.All(mail.Attachments, a => Assert.False(a.Name.Length is 0 or > 200 || a.Name.AsSpan().ContainsAny('/', '\\', '\n')));
        Assert.All(mail.To, a => Assert.DoesNotContain(a.Address, char.IsControl));
    }
}
