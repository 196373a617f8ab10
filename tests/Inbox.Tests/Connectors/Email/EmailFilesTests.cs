using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailFilesTests
{
    [Fact]
    public void B45_an_archive_that_would_unpack_to_gigabytes_stays_packed_and_costs_its_own_size()
    {
        var bomb = Bomb(200_000_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = Assert.Single(RawMail.Read(Mail(("42.zip", bomb))).Body.Attachments!);

        Assert.Equal(("42.zip", (long)bomb.Length), (file.Name, file.Size));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void The_same_file_attached_twice_is_shown_once_and_two_different_ones_of_a_name_are_two()
    {
        var one = Encoding.ASCII.GetBytes("one");
        var two = Encoding.ASCII.GetBytes("two");

        var files = RawMail.Read(Mail(("a.txt", one), ("a.txt", one), ("a.txt", two), ("b.txt", one))).Body.Attachments!;

        Assert.Equal(["a.txt", "a.txt", "b.txt"], files.Select(f => f.Name));
    }

    private static byte[] Bomb(int size)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("zeros").Open())
            for (var written = 0; written < size; written += 100_000)
                entry.Write(new byte[100_000]);
        return packed.ToArray();
    }

    private static string Mail(params (string Name, byte[] Content)[] files)
    {
        var mail = new StringBuilder("From: ada@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nHere.\n");
        foreach (var (name, content) in files)
            mail.Append(CultureInfo.InvariantCulture, $"--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\n");
        return mail.Append("--x--\n").ToString();
    }
}
