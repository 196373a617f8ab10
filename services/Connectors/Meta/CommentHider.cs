using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>Hides comments and shows them again. A hidden one is still seen by its author, and on Facebook by their friends.</summary>
/// <param name="graph">The way there.</param>
/// <param name="parameter">What the platform calls it: <c>is_hidden</c> or <c>hide</c>.</param>
internal sealed class CommentHider(GraphApi graph, string parameter)
{
    /// <summary>What a channel that has it says of itself.</summary>
    public static IReadOnlyList<ModerationState> States { get; } = [ModerationState.Approved, ModerationState.Hidden];

    public async Task RunAsync(ConnectedAccount account, string comment, bool hide, CancellationToken cancel)
    {
        var answer = await graph.PostAsync(account, $"{Uri.EscapeDataString(comment)}?{parameter}={(hide ? "true" : "false")}", new { }, cancel);
        if (GraphOutcome.Of(answer, () => new SendOutcome.Sent(comment), "This comment cannot be changed any more.", repeats: true) is not SendOutcome.Sent and var outcome)
            throw new ChannelException((outcome as SendOutcome.Refused)?.Reason ?? (outcome as SendOutcome.Retry)?.Reason ?? answer.Words);
        if (answer.Body["success"].Exists && !answer.Body["success"].IsTrue)
            throw new ChannelException("The platform left this comment as it is.");
    }
}
