using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>Whoever knows more of a delivery than its own bytes say: what answers a channel's reply in another channel, what an earlier delivery told. Asked before it is stored.</summary>
public interface IAmend
{
    /// <summary>The delivery as it is, or what it is to be stored as; it has the same keys each time.</summary>
    Task<Delivery> AmendAsync(Delivery delivery, CancellationToken cancel);
}

/// <summary>All who are asked.</summary>
internal static class Amending
{
    public static async Task<Delivery> AmendAsync(this IEnumerable<IAmend> all, Delivery delivery, CancellationToken cancel)
    {
        foreach (var one in all)
            delivery = await one.AmendAsync(delivery, cancel);
        return delivery;
    }
}
