using System.Diagnostics;
using System.Globalization;
using System.Text;
using Inbox.Mail;

namespace Inbox.Benchmarks;

/// <summary>How fast mails are read: MB/s, mails/s and bytes allocated, next to what merely walking the same bytes line by line reaches in the same run.</summary>
internal static class MimeBenchmark
{
    private static readonly TimeSpan _each = TimeSpan.FromSeconds(3);

    public static void Run()
    {
        byte[][] small = [Text(1), Html(20), Report()];
        Print("small mails", small);
        Print("mail with 2 MB attached", [Attached(2_000_000)]);
        Print("plain text of 2 MB", [Text(26_000)]);
    }

    private static void Print(string name, byte[][] mails)
    {
        foreach (var mail in mails)
            for (var i = 0; i < 300_000 / mail.Length + 2; i++)
                MailReader.Read(mail);
        var read = Measure(mails, mail => MailReader.Read(mail).Text.Length);
        var limit = Measure(mails, mail => mail.AsSpan().Count((byte)'\n'));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-26} {read.MBs,8:0.0} MB/s {read.Mails,9:0} mails/s {read.Allocated,6:0.00} B allocated per B | limit (counting line ends) {limit.MBs,8:0} MB/s, ratio {read.MBs / limit.MBs:0.0000}"));
    }

    private static (double MBs, double Mails, double Allocated) Measure(byte[][] mails, Func<byte[], int> read)
    {
        long bytes = 0, count = 0, sum = 0;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < _each)
            foreach (var mail in mails)
            {
                sum += read(mail);
                bytes += mail.Length;
                count++;
            }
        GC.KeepAlive(sum);
        return (bytes / 1e6 / watch.Elapsed.TotalSeconds, count / watch.Elapsed.TotalSeconds, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / bytes);
    }

    private const string Head = """
        Return-Path: <ada@example.org>
        Received: from mail.example.org (mail.example.org [192.0.2.7]) by mx.shop.example with ESMTPS id 4X1; Tue, 3 Feb 2026 08:11:20 +0000
        From: "Ada L." <ada@example.org>
        To: Help <help@shop.example>
        Subject: =?utf-8?Q?Where_is_my_parcel=3F_=C3=89t=C3=A9?=
        Date: Tue, 3 Feb 2026 10:11:12 +0200
        Message-ID: <a1@example.org>
        References: <q-1@shop.example> <q0@shop.example>
        MIME-Version: 1.0

        """;

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("I ordered it last week, and still nothing has arrived at my door in town.\r\n", count));

    private static byte[] Text(int lines) => Bytes(Head + "Content-Type: text/plain; charset=utf-8\n\n" + Lines(lines));

    private static byte[] Html(int lines) => Bytes(Head + $"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{Lines(lines)}\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p style=3D\"x\">{Lines(lines)}</p>\n--b--\n");

    private static byte[] Report() => Bytes(Head + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; zoe@gone.example\nAction: failed\nStatus: 5.1.1\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <o@x>\n\nhello\n--b--\n");

    private static byte[] Attached(int size)
    {
        var file = new byte[size];
        new Random(1).NextBytes(file);
        return Bytes(Head + $"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{Lines(5)}\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks)}\n--b--\n");
    }

    private static byte[] Bytes(string mail) => Encoding.UTF8.GetBytes(mail);
}
