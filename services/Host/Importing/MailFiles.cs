namespace Inbox.Host;

/// <summary>A mail of an import, or why a file could not be read.</summary>
/// <param name="File">The file it is in.</param>
/// <param name="Content">The mail; null when the file could not be read.</param>
/// <param name="Problem">Why it could not be read.</param>
internal sealed record MailFile(string File, byte[]? Content, string? Problem = null);

/// <summary>Finds the mails in what an import was given; each is read only when its turn comes.</summary>
internal static class MailFiles
{
    /// <summary>What can be imported.</summary>
    public static readonly string[] Formats = ["eml", "maildir", "mbox"];

    private static readonly string[] MaildirFolders = ["cur", "new"];

    /// <summary>Folders of a Maildir++ that hold nothing anybody sent or got.</summary>
    private static readonly string[] Unwanted = [".drafts", ".trash", ".junk", ".spam"];

    /// <summary>What mail programs keep beside their mbox files.</summary>
    private static readonly string[] BesideMbox = [".msf", ".dat", ".json", ".sqlite", ".html", ".log"];

    /// <summary>Hidden files and folders are not mail: indexes, rubbish bins, version control.</summary>
    private static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false,
    };

    /// <summary>The files, in a lasting order.</summary>
    public static IReadOnlyList<string> Find(string format, IEnumerable<string> paths) => format switch
    {
        "eml" => [.. paths.SelectMany(p => Files(p, "*.eml"))],
        "maildir" => [.. paths.SelectMany(Maildir)],
        "mbox" => [.. paths.SelectMany(p => Files(p, "*")).Where(f => !BesideMbox.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))],
        _ => throw new InputException($"Unknown format '{format}'. Write {string.Join(", ", Formats)}."),
    };

    /// <summary>The mails of these files. A file that cannot be read is named and stops no other.</summary>
    public static IEnumerable<MailFile> Read(string format, IEnumerable<string> files) =>
        format == "mbox" ? files.SelectMany(Mbox.Read) : files.Select(ReadOne);

    private static IEnumerable<string> Files(string path, string pattern) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern, Deep).Order(StringComparer.Ordinal)
        : throw new InputException($"There is no file or folder '{path}'. Check the spelling.");

    /// <summary>The mailbox itself and its folders, which Maildir++ keeps as ".Sent" or ".Archive.2024" beside cur and new.</summary>
    private static IEnumerable<string> Maildir(string path)
    {
        if (!IsMaildir(path))
            throw new InputException($"'{path}' is not a maildir: it has neither a folder cur nor a folder new.");
        return Directory.EnumerateDirectories(path, ".*")
            .Where(f => IsMaildir(f) && !Unwanted.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Prepend(path)
            .SelectMany(box => MaildirFolders.Select(folder => Path.Combine(box, folder)))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal));
    }

    private static bool IsMaildir(string path) => MaildirFolders.Any(f => Directory.Exists(Path.Combine(path, f)));

    private static MailFile ReadOne(string file)
    {
        try
        {
            return new(file, WithoutFromLine(File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(file, null, e.Message);
        }
    }

    /// <summary>A mail file may begin with the "From " line of an mbox.</summary>
    private static byte[] WithoutFromLine(byte[] bytes) =>
        bytes.AsSpan().StartsWith("From "u8) && bytes.AsSpan().IndexOf((byte)'\n') is >= 0 and var end ? bytes[(end + 1)..] : bytes;
}
