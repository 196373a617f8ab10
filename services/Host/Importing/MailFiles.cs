namespace Inbox.Host;

/// <summary>Finds the mails in what an import was given; each is read only when its turn comes.</summary>
internal static class MailFiles
{
    private static readonly string[] MaildirFolders = ["cur", "new"];

    public static IEnumerable<byte[]> Read(string format, IEnumerable<string> paths) => format switch
    {
        "eml" => paths.SelectMany(p => Files(p, "*.eml")).Select(Eml),
        "maildir" => paths.SelectMany(Maildir).Select(File.ReadAllBytes),
        "mbox" => paths.SelectMany(p => Files(p, "*")).SelectMany(Mbox.Read),
        _ => throw new InputException($"Unknown format '{format}'. Write eml, maildir or mbox."),
    };

    /// <summary>How many there are, where that is cheap to say; null for mbox.</summary>
    public static int? Count(string format, IEnumerable<string> paths) => format switch
    {
        "eml" => paths.Sum(p => Files(p, "*.eml").Count()),
        "maildir" => paths.Sum(p => Maildir(p).Count()),
        _ => null,
    };

    private static IEnumerable<string> Files(string path, string pattern) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : throw new InputException($"There is no file or folder '{path}'.");

    private static IEnumerable<string> Maildir(string path)
    {
        if (!Directory.Exists(Path.Combine(path, "cur")) && !Directory.Exists(Path.Combine(path, "new")))
            throw new InputException($"'{path}' is not a maildir: it has neither a folder cur nor a folder new.");
        return MaildirFolders
            .Select(folder => Path.Combine(path, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal));
    }

    /// <summary>A mail file may begin with the "From " line of an mbox.</summary>
    private static byte[] Eml(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes.AsSpan().StartsWith("From "u8) && bytes.AsSpan().IndexOf((byte)'\n') is >= 0 and var end ? bytes[(end + 1)..] : bytes;
    }
}
