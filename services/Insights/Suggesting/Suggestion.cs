namespace Inbox.Insights;

/// <summary>What is suggested for a conversation, and what staff made of it.</summary>
public sealed record Suggestion
{
    internal const string Select = """
        select conversation_id as ConversationId, account_id as AccountId, version, nature, also, nature_source as NatureSource, nature_evidence as NatureEvidence, sentiment,
          sentiment_evidence as SentimentEvidence, language, language_evidence as LanguageEvidence, who, why, nature_given as NatureGiven, who_given as WhoGiven, why_given as WhyGiven,
          reviewed_at as ReviewedAt, sent, sent_to as SentTo, sent_for as SentFor, sentiment_given as SentimentGiven,
          language_given as LanguageGiven
        from suggestions
        """;

    public required string ConversationId { get; init; }
    public required string AccountId { get; init; }

    /// <summary>The version of the conversation that it was made for.</summary>
    public long Version { get; init; }

    /// <summary>One of <see cref="Natures"/>; what else it is stands in <see cref="Also"/>, with commas between.</summary>
    public required string Nature { get; init; }

    public string Also { get; init; } = "";
    public required string NatureSource { get; init; }
    public string NatureEvidence { get; init; } = "";

    /// <summary>How the person feels; <see cref="Natures.Unknown"/> where staff said it before anything was suggested.</summary>
    public required string Sentiment { get; init; }
    public string SentimentEvidence { get; init; } = "";
    public string? Language { get; init; }
    public string? LanguageEvidence { get; init; }

    /// <summary>What staff said of the person elsewhere.</summary>
    public string? Who { get; init; }

    /// <summary>What mostly follows from the nature.</summary>
    public string? Why { get; init; }

    public string? NatureGiven { get; init; }
    public string? WhoGiven { get; init; }
    public string? WhyGiven { get; init; }
    public string? SentimentGiven { get; init; }
    public string? LanguageGiven { get; init; }

    /// <summary>When staff first said something of it.</summary>
    public long? ReviewedAt { get; init; }

    /// <summary>What was sent to the endpoint, and where to; null when nothing was.</summary>
    public string? Sent { get; init; }

    public string? SentTo { get; init; }

    /// <summary>For which text: a <see cref="SentMark"/>.</summary>
    public string? SentFor { get; init; }
}
