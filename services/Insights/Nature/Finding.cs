namespace Inbox.Insights;

/// <summary>Something that was found in what a person wrote.</summary>
/// <param name="Value">What.</param>
/// <param name="Source">By whom: one of <see cref="Sources"/>.</param>
/// <param name="Evidence">By what, as "kind: words": <c>mark: ?</c>, <c>opening: how do i</c>, <c>words: broken, refund</c>, <c>script: Hangul</c>. Empty where nothing was found.</param>
public sealed record Finding(string Value, string Source, string Evidence);

/// <summary>All that is found in one text.</summary>
/// <param name="Nature">What the text is above all.</param>
/// <param name="Also">What it is besides.</param>
/// <param name="Sentiment">How its author feels.</param>
/// <param name="Language">In which language it is (ISO 639-1); null when it has too few words to tell.</param>
public sealed record Judgement(Finding Nature, IReadOnlyList<string> Also, Finding Sentiment, Finding? Language);

/// <summary>Who said something of a text.</summary>
public static class Sources
{
    public const string Rule = "rule", Model = "model", Endpoint = "endpoint", Staff = "staff";
}

/// <summary>What a text can be (definitions, 6), and how its author can feel.</summary>
public static class Natures
{
    public const string Question = "question", Complaint = "complaint", Praise = "praise", Idea = "idea", Objection = "objection", Purchase = "purchase", SmallTalk = "smalltalk", Spam = "spam";

    /// <summary>No rule says anything.</summary>
    public const string Unknown = "unknown";

    public const string Positive = "positive", Neutral = "neutral", Negative = "negative";

    public static IReadOnlyList<string> All { get; } = [Question, Complaint, Praise, Idea, Objection, Purchase, SmallTalk, Spam];
}
