namespace Inbox.Insights;

/// <summary>How much is known of conversations (definitions, 6); N is the conversations that began in the period.</summary>
public sealed record ContextKnown : ReportRow
{
    /// <summary>The share of which all four are known: who, why, what (a topic) and nature.</summary>
    public Proportion Coverage { get; init; }

    /// <summary>The share with an outcome; not set is not "no use".</summary>
    public Proportion Outcomes { get; init; }

    /// <summary>Of the suggestions that staff looked at: the share that they kept.</summary>
    public Proportion Agreement { get; init; }

    /// <summary>Of how many staff said who it is.</summary>
    public Proportion WhoSaid { get; init; }

    /// <summary>Of how many staff said why they write.</summary>
    public Proportion WhySaid { get; init; }

    /// <summary>Of how many staff said a topic; none is suggested.</summary>
    public Proportion TopicSaid { get; init; }

    /// <summary>Of how many staff said the nature themselves.</summary>
    public Proportion NatureSaid { get; init; }

    /// <summary>Of the suggestions of who it is that staff looked at: the share that they kept.</summary>
    public Proportion WhoAgreement { get; init; }

    /// <summary>The same for why they write.</summary>
    public Proportion WhyAgreement { get; init; }

    /// <summary>The same for the nature.</summary>
    public Proportion NatureAgreement { get; init; }

    /// <summary>The same for how the person feels, and for their language; neither is among the four fields, nor in <see cref="Agreement"/>.</summary>
    public Proportion SentimentAgreement { get; init; }

    public Proportion LanguageAgreement { get; init; }
}
