using System.Text;
using Inbox.Host;

namespace Inbox.Tests.Host;

public sealed class MailFilesTests : IDisposable
{
    private const string From = "From ada@example.org Mon Mar  2 09:00:00 2026\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("inbox-files").FullName;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void An_mbox_is_split_into_its_mails_whatever_its_line_ends(string end)
    {
        var mails = Mbox($"{From}Subject: one\n\nfirst\n\n{From}Subject: two\n\nsecond\n\n".Replace("\n", end, StringComparison.Ordinal));

        Assert.Equal([$"Subject: one{end}{end}first{end}", $"Subject: two{end}{end}second{end}"], mails);
    }

    [Fact]
    public void A_quoted_From_loses_one_mark_and_one_in_a_sentence_splits_nothing()
    {
        var mails = Mbox($"{From}Subject: one\n\n>From here\n>>From there\n> From nowhere\n\nFrom Monday on we are open.\n");

        Assert.Equal("Subject: one\n\nFrom here\n>From there\n> From nowhere\n\nFrom Monday on we are open.\n", Assert.Single(mails));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void An_empty_mbox_holds_nothing(string text) => Assert.Empty(Mbox(text));

    [Fact]
    public void What_is_no_mbox_is_named_and_what_follows_is_read()
    {
        var (wrong, right) = (Write("a", "<html>no mail"), Write("b", $"{From}Subject: one\n\nfirst\n"));

        var read = MailFiles.Read("mbox", [wrong, right]).ToList();

        Assert.Equal((wrong, null), (read[0].File, read[0].Content));
        Assert.Contains("not an mbox", read[0].Problem, StringComparison.Ordinal);
        Assert.Equal("Subject: one\n\nfirst\n", Encoding.Latin1.GetString(read[1].Content!));
    }

    [Fact]
    public void A_line_of_megabytes_stays_whole()
    {
        var line = new string('x', 1_000_000) + ">From " + new string('y', 1_000_000);

        Assert.Equal($"Subject: one\n\n{line}\n", Assert.Single(Mbox($"{From}Subject: one\n\n{line}\n")));
    }

    [Fact]
    public void A_folder_is_searched_for_mails_however_they_are_spelt_but_not_where_nobody_looks()
    {
        Write("b.eml", "1");
        Write("A.EML", "2");
        Write("sub/c.eml", "3");
        Write(".trash/d.eml", "4");
        Write("notes.txt", "5");

        Assert.Equal(["A.EML", "b.eml", "sub/c.eml"], MailFiles.Find("eml", [_folder]).Select(f => Path.GetRelativePath(_folder, f)));
    }

    [Fact]
    public void A_maildir_brings_its_folders_but_not_its_rubbish()
    {
        foreach (var file in new[] { "cur/1:2,S", "new/2", "tmp/3", ".Sent/cur/4", ".Archive.2024/cur/5", ".Trash/cur/6", ".Drafts/cur/7", "cur/.index" })
            Write(file, "x");

        Assert.Equal(["cur/1:2,S", "new/2", ".Archive.2024/cur/5", ".Sent/cur/4"], MailFiles.Find("maildir", [_folder]).Select(f => Path.GetRelativePath(_folder, f)));
    }

    [Theory]
    [InlineData("eml", "missing", "There is no file or folder")]
    [InlineData("maildir", ".", "is not a maildir")]
    [InlineData("pst", ".", "Write eml, maildir, mbox")]
    public void What_cannot_be_imported_is_said_with_what_to_do(string format, string path, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => MailFiles.Find(format, [Path.Combine(_folder, path)])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_gone_by_its_turn_is_named_and_stops_no_other()
    {
        var read = MailFiles.Read("eml", [Path.Combine(_folder, "gone.eml"), Write("a.eml", $"{From}Subject: one\n\nfirst")]).ToList();

        Assert.NotNull(read[0].Problem);
        Assert.Equal("Subject: one\n\nfirst", Encoding.Latin1.GetString(read[1].Content!));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<string> Mbox(string text) => [.. MailFiles.Read("mbox", [Write("mbox", text)]).Select(m => Encoding.Latin1.GetString(m.Content!))];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Encoding.Latin1);
        return path;
    }
}
