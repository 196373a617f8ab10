using System.Text;
using System.Text.RegularExpressions;
using Inbox.Servers;

namespace Inbox.SystemTests;

/// <summary>A mail in a mailbox, read with nothing of the product's own.</summary>
internal sealed partial record Received(string Raw)
{
    /// <summary>When Dovecot stored it (INTERNALDATE), to the second; unknown for a mail read from elsewhere.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A header field, unfolded; null when absent.</summary>
    public string? this[string name] => Fields().FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string Id => this["Message-ID"] ?? "";

    public IReadOnlyList<string> References => [.. Ids().Matches(this["References"] ?? "").Select(m => m.Value)];

    public string Body => Raw[(Raw.ReplaceLineEndings("\n").IndexOf("\n\n", StringComparison.Ordinal) is var cut and >= 0 ? cut : 0)..];

    /// <summary>The mails of a mailbox, oldest first.</summary>
    public static IReadOnlyList<Received> In(MailServer server, string user, string folder = "INBOX")
    {
        var box = Path.Combine(server.Folder, "mail", user, folder == "INBOX" ? "" : folder);
        string[] places = [Path.Combine(box, "new"), Path.Combine(box, "cur")];
        return [.. places.Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(Read).OfType<Received>().OrderBy(r => r.At)];
    }

    /// <summary>The mails of a mailbox once there are this many.</summary>
    public static async Task<IReadOnlyList<Received>> Wait(MailServer server, string user, int count = 1, string folder = "INBOX") =>
        await Eventually.Until(() => Task.FromResult(In(server, user, folder)), mails => mails.Count >= count, $"{count} mails in {folder} of {user}");

    private static Received? Read(string file)
    {
        try
        {
            return new(File.ReadAllText(file, Encoding.Latin1)) { At = new DateTimeOffset(File.GetLastWriteTimeUtc(file)) };
        }
        catch (IOException)
        {
            // Dovecot moved it from new to cur between our two looks; the next look finds it.
            return null;
        }
    }

    private IEnumerable<(string Name, string Value)> Fields() =>
        Raw.ReplaceLineEndings("\n").Split("\n\n")[0].Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1].Trim()));

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Ids();
}
