using System.Globalization;

namespace Inbox.SystemTests;

/// <summary>A mail as a customer's program writes it.</summary>
internal sealed record Letter(string From, string To, string Subject, string Text)
{
    public string Id { get; init; } = $"<{Guid.CreateVersion7():n}@customer.test>";

    public string? InReplyTo { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Further header lines.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>An answer to a mail that was received.</summary>
    public static Letter Answer(Received mail, string from, string text) => new(from, mail["From"]!, mail["Subject"]!, text)
    {
        InReplyTo = mail.Id,
        References = [.. mail.References, mail.Id],
    };

    public override string ToString()
    {
        string?[] lines =
        [
            $"From: {From}", $"To: {To}", $"Subject: {Subject}", $"Message-ID: {Id}",
            string.Create(CultureInfo.InvariantCulture, $"Date: {Wall.Now:ddd, dd MMM yyyy HH:mm:ss} +0000"),
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=us-ascii",
            InReplyTo is null ? null : $"In-Reply-To: {InReplyTo}",
            References.Count == 0 ? null : $"References: {string.Join("\n ", References)}",
            .. Headers,
        ];
        return string.Join('\n', lines.OfType<string>()) + $"\n\n{Text}\n";
    }
}
