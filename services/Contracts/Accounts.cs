using System.Text.Json.Serialization;

namespace Inbox.Contracts;

/// <summary>How an account does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthState>))]
public enum HealthState
{
    /// <summary>Not tried yet, or nothing to try: an account that only takes imports.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>Connected and following.</summary>
    [JsonStringEnumMemberName("green")] Green,

    /// <summary>Works, but needs attention soon.</summary>
    [JsonStringEnumMemberName("yellow")] Yellow,

    /// <summary>Nothing comes in or goes out; the reason says why and what to do.</summary>
    [JsonStringEnumMemberName("red")] Red,
}

/// <summary>Published when an account's health changed.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="State">How it does now.</param>
/// <param name="Reason">Why, in words for staff; null when green.</param>
public sealed record AccountHealthChanged(string AccountId, HealthState State, string? Reason);

/// <summary>Published when an account was added, changed or removed: connectors look again.</summary>
/// <param name="AccountId">The account.</param>
public sealed record AccountChanged(string AccountId);

/// <summary>Asks a connector to try an account's credentials now. Answered with <see cref="AccountChecked"/>.</summary>
/// <param name="AccountId">The account; its settings are read from Storage, secrets never travel.</param>
/// <param name="Changed">The keys of the settings that are new; null when all are.</param>
public sealed record CheckAccount(string AccountId, IReadOnlyList<string>? Changed = null);

/// <summary>The answer to <see cref="CheckAccount"/>.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Problems">Empty when all works.</param>
public sealed record AccountChecked(string AccountId, IReadOnlyList<SettingProblem> Problems);

/// <summary>What is wrong with a setting, for the person who typed it.</summary>
/// <param name="Key">The setting's key, e.g. <c>imapHost</c>; null when none is to blame alone.</param>
/// <param name="Message">What happened, with which value, and what to do next. Never holds a secret.</param>
/// <param name="Code">The kind of failure, e.g. <c>wrongPassword</c>, for a page that says it in its reader's language; null when only the message tells.</param>
public sealed record SettingProblem(string? Key, string Message, string? Code = null);
