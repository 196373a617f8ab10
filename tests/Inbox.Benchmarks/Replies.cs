using System.Globalization;
using Inbox.Threads;

namespace Inbox.Benchmarks;

/// <summary>Posts replies the way the gateway does.</summary>
internal static class Replies
{
    public static async Task PostAsync(PostReply post, string conversation, long i)
    {
        var outcome = await post.RunAsync(
            new(conversation, "bench", "Bench", $"client-{i.ToString(CultureInfo.InvariantCulture)}", "Thank you, your parcel is on its way.", null, null, []), default);
        if (outcome is not ReplyOutcome.Queued)
            throw new InvalidOperationException($"The reply was not accepted: {outcome}");
    }
}
