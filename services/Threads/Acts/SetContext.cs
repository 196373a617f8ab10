namespace Inbox.Threads;

/// <summary>The four fields that say what a conversation is about; null leaves one as it is, <c>unknown</c> takes it back.</summary>
public sealed record ContextChange(string? Who, string? Why, string? Nature, string? Outcome);

/// <summary>The values that a conversation's context can have (definitions.md, 6 and 9).</summary>
public static class ContextValues
{
    public const string Unknown = "unknown";

    public static IReadOnlyList<string> Who { get; } = ["prospect", "customer", "former", "influencer", "partner", "staff", "other"];

    public static IReadOnlyList<string> Why { get; } = ["help", "curious", "identifies", "likes", "entertained", "moved", "disappointed", "sells"];

    public static IReadOnlyList<string> Natures { get; } = ["question", "complaint", "praise", "idea", "objection", "purchase", "smalltalk", "spam"];

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
                var (who, why, nature, outcome) = (scene.Head.Who, scene.Head.Why, scene.Head.Nature, scene.Head.Outcome);
                await SaveAsync(scene, new(Next(change.Who, who), Next(change.Why, why), Next(change.Nature, nature), Next(change.Outcome, outcome)));
                var before = new ContextChange(who, why, nature, outcome);
                return Scene.Done(await scene.ActAsync(ActKinds.Context, staffId, new() { Value = Json.Write(change), Before = Json.Write(before) }));
            },
            cancel);

    /// <summary>Each field that still holds what the change gave it is as it was before.</summary>
    internal static Task TakeBackAsync(Scene scene, ContextChange change, ContextChange before)
    {
        return SaveAsync(scene, new(
            Back(scene.Head.Who, change.Who, before.Who), Back(scene.Head.Why, change.Why, before.Why), Back(scene.Head.Nature, change.Nature, before.Nature),
            Back(scene.Head.Outcome, change.Outcome, before.Outcome)));

        static string? Back(string? stands, string? given, string? before) => given is not null && stands == Next(given, null) ? before : stands;
    }

    private static Task<int> SaveAsync(Scene scene, ContextChange context) =>
        scene.RunAsync(
            "update conversations set who = @Who, why = @Why, nature = @Nature, outcome = @Outcome where id = @Id",
            new { scene.Head.Id, context.Who, context.Why, context.Nature, context.Outcome });

    private static string? Next(string? wanted, string? stands) => wanted switch
    {
        null => stands,
        ContextValues.Unknown => null,
        _ => wanted,
    };

    private static string? Problem(ContextChange change) =>
        Problem("who", change.Who, ContextValues.Who) ?? Problem("why", change.Why, ContextValues.Why)
        ?? Problem("nature", change.Nature, ContextValues.Natures) ?? Problem("outcome", change.Outcome, ContextValues.Outcomes);

    private static string? Problem(string field, string? value, IReadOnlyList<string> allowed) =>
        value is null or ContextValues.Unknown || allowed.Contains(value) ? null : $"'{value}' is no value of {field}. Use {ContextValues.Unknown} or one of: {string.Join(", ", allowed)}.";
}
