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
                await scene.RunAsync(
                    "update conversations set who = @who, why = @why, nature = @nature, outcome = @outcome where id = @Id",
                    new
                    {
                        scene.Head.Id,
                        who = Next(change.Who, scene.Head.Who),
                        why = Next(change.Why, scene.Head.Why),
                        nature = Next(change.Nature, scene.Head.Nature),
                        outcome = Next(change.Outcome, scene.Head.Outcome),
                    });
                var before = new ContextChange(scene.Head.Who, scene.Head.Why, scene.Head.Nature, scene.Head.Outcome);
                return Scene.Done(await scene.ActAsync(ActKinds.Context, staffId, new() { Value = Json.Write(change), Before = Json.Write(before) }));
            },
            cancel);

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
