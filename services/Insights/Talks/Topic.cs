namespace Inbox.Insights;

/// <summary>What a subject is about.</summary>
internal static class Topic
{
    /// <summary>Without what answering and forwarding put before it, and without its case.</summary>
    public static string Bare(string? subject)
    {
        var text = (subject ?? "").Trim();
        while (text.IndexOf(':', StringComparison.Ordinal) is > 0 and <= 4 and var colon && text[..colon].All(char.IsLetter))
            text = text[(colon + 1)..].TrimStart();
        return text.ToUpperInvariant();
    }
}
