using System.ComponentModel.DataAnnotations;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

internal sealed record AddAccountBody : IBody
{
    [StringLength(40, MinimumLength = 1)]
    public required string Channel { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

internal sealed record ChangeAccountBody : IBody
{
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

/// <summary>An account as staff see it: its open settings only for administrators and managers.</summary>
internal sealed record AccountShown(
    string Id, string Channel, string Name, string? Address, IReadOnlyDictionary<string, string> Settings, HealthShown Health, bool ImportOnly)
{
    public static AccountShown Of(Account account, Caller caller, IEnumerable<ChannelDescription> channels, DateTimeOffset now) => new(
        account.Id, account.Channel, account.Name, account["address"],
        Access.May(caller.Role, Right.Manage) ? account.Settings : new Dictionary<string, string>(),
        HealthShown.Of(account, channels, now),
        channels.FirstOrDefault(c => c.Channel == account.Channel) is { } channel && AccountSettings.IsImportOnly(channel, account.Settings));
}

/// <summary>How an account does.</summary>
/// <param name="State">The colour.</param>
/// <param name="Reason">Why, in words for staff.</param>
/// <param name="LastEventAt">When something last came in or went out.</param>
/// <param name="TokenEndsAt">When its token ends; null where the platform does not say.</param>
/// <param name="TokenDaysLeft">Whole days until then, 0 when it has ended.</param>
/// <param name="Webhook">Whether the platform reaches us; null where nothing is pushed.</param>
internal sealed record HealthShown(HealthState State, string? Reason, DateTimeOffset? LastEventAt, DateTimeOffset? TokenEndsAt, int? TokenDaysLeft, WebhookShown? Webhook)
{
    public static HealthShown Of(Account account, IEnumerable<ChannelDescription> channels, DateTimeOffset now) => new(
        account.Health, account.HealthReason, account.LastEventAt,
        account.TokenEndsAt, account.TokenEndsAt is { } end ? Math.Max(0, (int)(end - now).TotalDays) : null,
        IsPushed(account, channels.FirstOrDefault(c => c.Channel == account.Channel)) ? new(account.HookVerifiedAt is not null, account.HookDeliveredAt) : null);

    /// <summary>By what it is set to where that is a choice: what was verified before is nothing to an account that asks by now.</summary>
    private static bool IsPushed(Account account, ChannelDescription? channel) =>
        channel?.PushedWhen is { } when ? when.Holds(account.Settings) : channel?.IsPushedTo == true || account.HookVerifiedAt is not null;
}

/// <summary>What is known of the platform's deliveries.</summary>
/// <param name="Verified">Whether it proved that it reaches us since a secret was last changed: by its handshake or by a signed delivery.</param>
/// <param name="LastDeliveryAt">When the newest genuine delivery came, to within half a minute.</param>
internal sealed record WebhookShown(bool Verified, DateTimeOffset? LastDeliveryAt);
