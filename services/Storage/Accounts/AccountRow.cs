using System.Text.Json;
using Inbox.Contracts;

namespace Inbox.Storage;

internal sealed record AccountRow
{
    public const string Columns = "id, channel, name, settings, secrets, health, health_reason as HealthReason, created_at as CreatedAt, last_event_at as LastEventAt, "
        + "token_ends_at as TokenEndsAt, hook_verified_at as HookVerifiedAt, hook_delivered_at as HookDeliveredAt, text_limit as TextLimit";

    public required string Id { get; init; }
    public required string Channel { get; init; }
    public required string Name { get; init; }
    public required string Settings { get; init; }
    public string? Secrets { get; init; }
    public required string Health { get; init; }
    public string? HealthReason { get; init; }
    public long CreatedAt { get; init; }
    public long? LastEventAt { get; init; }
    public long? TokenEndsAt { get; init; }
    public long? HookVerifiedAt { get; init; }
    public long? HookDeliveredAt { get; init; }
    public long? TextLimit { get; init; }

    public Account ToAccount() => new(
        Id, Channel, Name, JsonSerializer.Deserialize<Dictionary<string, string>>(Settings)!, Enum.Parse<HealthState>(Health), HealthReason, Moment(LastEventAt))
    {
        ConnectedAt = Moment(CreatedAt), TokenEndsAt = Moment(TokenEndsAt), HookVerifiedAt = Moment(HookVerifiedAt), HookDeliveredAt = Moment(HookDeliveredAt), TextLimit = (int?)TextLimit,
    };

    private static DateTimeOffset? Moment(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
