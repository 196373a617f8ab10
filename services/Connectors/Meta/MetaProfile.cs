using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>What a member of the family tells of people whose messages carry a number only.</summary>
/// <param name="Fields">What is asked for: <c>name</c>, and <c>username</c> where people have one.</param>
internal sealed record MetaProfile(string Fields)
{
    /// <summary>One person; null when the platform does not say: most often the app lacks the permission, or they signed up with a telephone number.</summary>
    public async Task<Party?> FindAsync(GraphApi graph, ConnectedAccount account, string person, CancellationToken cancel)
    {
        var answer = await graph.GetAsync(account, $"{Uri.EscapeDataString(person)}?fields={Fields}", cancel);
        if (answer.IsBusy || answer.IsUnwell)
            throw new ChannelException($"The platform says: {answer.Words}") { After = answer.RetryAfter };
        var (name, handle) = (answer.Body["name"].Text, answer.Body["username"].Text);
        return answer.IsWell && (name ?? handle) is not null ? new(person, name, handle) : null;
    }
}
