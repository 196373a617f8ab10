using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>A connected account: one mailbox, one page, one bot.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Name">What staff call it.</param>
/// <param name="Settings">Settings that may be shown.</param>
/// <param name="Health">How it does.</param>
/// <param name="HealthReason">Why, in words for staff.</param>
/// <param name="LastEventAt">When something last came in or went out.</param>
public sealed record Account(
    string Id, string Channel, string Name, IReadOnlyDictionary<string, string> Settings, HealthState Health, string? HealthReason, DateTimeOffset? LastEventAt)
{
    /// <summary>When it was connected.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>When the token that lets us in ends, where the platform says so.</summary>
    public DateTimeOffset? TokenEndsAt { get; init; }

    /// <summary>When the platform first proved that its deliveries reach us and are its own; null when it never did.</summary>
    public DateTimeOffset? HookVerifiedAt { get; init; }

    /// <summary>When the newest genuine delivery came, to within half a minute.</summary>
    public DateTimeOffset? HookDeliveredAt { get; init; }

    /// <summary>The longest text that its own server takes, where each has its own limit and said so.</summary>
    public int? TextLimit { get; init; }

    /// <summary>A setting, or null when it is absent or empty.</summary>
    public string? this[string key] => Settings.TryGetValue(key, out var value) && value.Length > 0 ? value : null;
}
