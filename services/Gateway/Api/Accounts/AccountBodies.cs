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
    public static AccountShown Of(Account account, Caller caller, IEnumerable<ChannelDescription> channels) => new(
        account.Id, account.Channel, account.Name, account["address"],
        Access.May(caller.Role, Right.Manage) ? account.Settings : new Dictionary<string, string>(),
        HealthShown.Of(account),
        channels.FirstOrDefault(c => c.Channel == account.Channel) is { } channel && AccountSettings.IsImportOnly(channel, account.Settings));
}

internal sealed record HealthShown(HealthState State, string? Reason, DateTimeOffset? LastEventAt)
{
    public static HealthShown Of(Account account) => new(account.Health, account.HealthReason, account.LastEventAt);
}
