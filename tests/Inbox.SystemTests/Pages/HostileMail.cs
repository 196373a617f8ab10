using System.Globalization;
using System.Text;

namespace Inbox.SystemTests.Pages;

/// <summary>Mails as bytes, for <c>import eml</c>. Headers may hold anything, which is why no writer of ours makes them.</summary>
internal static class HostileMail
{
    /// <summary>The words that stand in a mail, before what is hostile in it.</summary>
    public static string SafeWords(string name) => $"Safe words of {name}.";

    /// <summary>The names of a row's mails: one for each payload, because what one leaves open must not hide the next.</summary>
    public static IReadOnlyList<string> Names(string row) => [.. Enumerable.Range(0, Hostile.Rows[row].Length).Select(n => $"{row}-{n}")];

    public static string Source(string name) => $"<p>{SafeWords(name)}</p>{Hostile.Rows[name[..3]][int.Parse(name[4..], CultureInfo.InvariantCulture)]}";

    /// <summary>A conversation for each row, with all its mails.</summary>
    public static IEnumerable<(string Name, string Mail)> Conversations() =>
        Hostile.Rows.Keys.SelectMany(row => Names(row).Select(name => (name, Html(row, Source(name), id: name, answers: $"{row}-0"))));

    /// <summary>A conversation for each mail, so that an answer quotes it.</summary>
    public static IEnumerable<(string Name, string Mail)> Alone() =>
        Hostile.Rows.Keys.Where(row => row != "B41").SelectMany(Names).Select(name => ($"alone-{name}", Html($"Alone {name}", Source(name), id: $"alone-{name}", from: $"{name}@alone.test")));

    public static string Html(string subject, string html, string? id = null, string? answers = null, string? from = null) =>
        Head(subject, "Guest", from ?? $"{subject.ToLowerInvariant()}@customer.test", id: id, answers: answers)
        + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64(html);

    public static string Text(string subject, string text, string name = "Guest", string? from = null, DateTimeOffset? at = null) =>
        Head(subject, name, from ?? $"{subject.Split(' ')[0].ToLowerInvariant()}@customer.test", at) + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64(text);

    /// <summary>Markup in the subject, the author's name, the attachment's name and its type (B40).</summary>
    public static string WithWordsEverywhere(string words)
    {
        var quoted = words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return Head($"B40 {words}", quoted, "b40@customer.test")
            + "Content-Type: multipart/mixed; boundary=edge\r\n\r\n--edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSafe words of B40.\r\n"
            + $"--edge\r\nContent-Type: image/\"{quoted}\"; name=\"{quoted}\"\r\nContent-Disposition: attachment; filename=\"{quoted}.png\"\r\n\r\nx\r\n"
            + $"--edge\r\nContent-Type: image/svg+xml\r\nContent-Disposition: attachment; filename=\"{quoted}.svg\"\r\n\r\n<svg onload=ran(40)></svg>\r\n--edge--\r\n";
    }

    private static string Head(string subject, string name, string from, DateTimeOffset? at = null, string? id = null, string? answers = null) =>
        $"From: \"{name}\" <{from}>\r\nTo: desk@acme.test\r\nSubject: {subject}\r\nMessage-ID: <{id ?? $"{Guid.CreateVersion7():n}"}@customer.test>\r\n"
        + (answers is null || answers == id ? "" : $"In-Reply-To: <{answers}@customer.test>\r\n")
        + string.Create(CultureInfo.InvariantCulture, $"Date: {at ?? Wall.Now:ddd, dd MMM yyyy HH:mm:ss} +0000\r\nMIME-Version: 1.0\r\n");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks) + "\r\n";
}
