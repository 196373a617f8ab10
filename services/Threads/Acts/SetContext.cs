namespace Inbox.Threads;

/// <summary>The fields that say what a conversation is about; null leaves one as it is, <c>unknown</c> takes it back.</summary>
public sealed record ContextChange(string? Who, string? Why, string? Nature, string? Outcome)
{
    /// <summary>What it is besides its nature, with commas between; empty for nothing.</summary>
    public string? Also { get; init; }

    /// <summary>What it is about, in a few words; empty takes it back.</summary>
    public string? Topic { get; init; }

    /// <summary>What the outcome was worth, in hundredths; 0 takes it back.</summary>
    public long? Amount { get; init; }

    /// <summary>How the person feels.</summary>
    public string? Sentiment { get; init; }

    /// <summary>In which language they write: ISO 639-1.</summary>
    public string? Language { get; init; }
}

/// <summary>The values that a conversation's context can have (definitions.md, 6 and 9).</summary>
public static class ContextValues
{
    public const string Unknown = "unknown";

    public const int LongestTopic = 80;

    public static IReadOnlyList<string> Who { get; } = ["prospect", "customer", "former", "influencer", "partner", "staff", "other"];

    public static IReadOnlyList<string> Why { get; } = ["help", "curious", "identifies", "likes", "entertained", "moved", "disappointed", "sells"];

    public static IReadOnlyList<string> Natures { get; } = ["question", "complaint", "praise", "idea", "objection", "purchase", "smalltalk", "spam"];

    public static IReadOnlyList<string> Sentiments { get; } = ["positive", "neutral", "negative"];

    /// <summary>ISO 639-1.</summary>
    public static IReadOnlySet<string> Languages { get; } = """
        aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
        ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os
        pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    public static IReadOnlyList<string> Outcomes { get; } = ["solved", "answered", "lead", "sale", "kept", "idea", "nouse", "lost"];
}

/// <summary>Says what a conversation is about.</summary>
public sealed class SetContext(Acting acting)
{
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, ContextChange change, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (Problem(change) is { } problem)
                    return Scene.Invalid(problem);
                var before = Standing(scene.Head);
                await SaveAsync(scene, new(Next(change.Who, before.Who), Next(change.Why, before.Why), Next(change.Nature, before.Nature), Next(change.Outcome, before.Outcome))
                {
                    Also = Next(change.Also, before.Also),
                    Topic = Next(change.Topic?.Trim(), before.Topic),
                    Amount = Next(change.Amount, before.Amount),
                    Sentiment = Next(change.Sentiment, before.Sentiment),
                    Language = Next(change.Language, before.Language),
                });
                return Scene.Done(await scene.ActAsync(ActKinds.Context, staffId, new() { Value = Json.Write(change), Before = Json.Write(before) }));
            },
            cancel);

    /// <summary>Each field that still holds what the change gave it is as it was before.</summary>
    internal static Task TakeBackAsync(Scene scene, ContextChange change, ContextChange before)
    {
        var now = Standing(scene.Head);
        return SaveAsync(scene, new(Back(now.Who, change.Who, before.Who), Back(now.Why, change.Why, before.Why), Back(now.Nature, change.Nature, before.Nature), Back(now.Outcome, change.Outcome, before.Outcome))
        {
            Also = Back(now.Also, change.Also, before.Also),
            Topic = Back(now.Topic, change.Topic?.Trim(), before.Topic),
            Amount = change.Amount is not null && now.Amount == Next(change.Amount, null) ? before.Amount : now.Amount,
            Sentiment = Back(now.Sentiment, change.Sentiment, before.Sentiment),
            Language = Back(now.Language, change.Language, before.Language),
        });

        static string? Back(string? stands, string? given, string? before) => given is not null && stands == Next(given, null) ? before : stands;
    }

    private static ContextChange Standing(ConversationHead head) => new(head.Who, head.Why, head.Nature, head.Outcome) { Also = head.Also, Topic = head.Topic, Amount = head.Amount, Sentiment = head.Sentiment, Language = head.Language };

    private static Task<int> SaveAsync(Scene scene, ContextChange context) =>
        scene.RunAsync(
            "update conversations set who = @Who, why = @Why, nature = @Nature, outcome = @Outcome, also = @Also, topic = @Topic, amount = @Amount, sentiment = @Sentiment, language = @Language where id = @Id",
            new { scene.Head.Id, context.Who, context.Why, context.Nature, context.Outcome, context.Also, context.Topic, context.Amount, context.Sentiment, context.Language });

    private static string? Next(string? wanted, string? stands) => wanted switch
    {
        null => stands,
        ContextValues.Unknown or "" => null,
        _ => wanted,
    };

    private static long? Next(long? wanted, long? stands) => wanted is 0 ? null : wanted ?? stands;

    private static string? Problem(ContextChange change) =>
        Problem("who", change.Who, ContextValues.Who) ?? Problem("why", change.Why, ContextValues.Why)
        ?? Problem("nature", change.Nature, ContextValues.Natures) ?? Problem("outcome", change.Outcome, ContextValues.Outcomes)
        ?? Problem("sentiment", change.Sentiment, ContextValues.Sentiments)
        ?? (change.Language is null or "" or ContextValues.Unknown || ContextValues.Languages.Contains(change.Language) ? null : $"'{change.Language}' is no language. Write its two letters (ISO 639-1), such as fr.")
        ?? (change.Also ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(also => Problem("also", also, ContextValues.Natures)).FirstOrDefault(p => p is not null)
        ?? (change.Topic?.Trim().Length > ContextValues.LongestTopic ? $"A topic has at most {ContextValues.LongestTopic} characters." : null)
        ?? (change.Amount < 0 ? "An amount is not negative." : null);

    private static string? Problem(string field, string? value, IReadOnlyList<string> allowed) =>
        value is null or ContextValues.Unknown || allowed.Contains(value) ? null : $"'{value}' is no value of {field}. Use {ContextValues.Unknown} or one of: {string.Join(", ", allowed)}.";
}
