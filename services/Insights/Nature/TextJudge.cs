namespace Inbox.Insights;

/// <summary>What the rules find in a text, with why. Pure, and bounded: the time it takes does not grow with a text of more than a few thousand characters.</summary>
public static class TextJudge
{
    public static Judgement Judge(string text)
    {
        var looked = text.Length > Fold.Longest ? text[..Fold.Longest] : text;
        var (words, language) = (Fold.Read(looked), LanguageGuess.Of(looked));
        var data = LanguageData.Find(language?.Value);
        var sentiment = SentimentRule.Of(looked, words, data);
        var (nature, also) = NatureRules.Of(looked, words, data, sentiment);
        return new(nature, also, sentiment.Found, language);
    }
}
