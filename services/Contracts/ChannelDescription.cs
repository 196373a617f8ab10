namespace Inbox.Contracts;

/// <summary>What the rest of the product may know of a channel without knowing the channel.</summary>
/// <param name="Channel">Its name in URLs, settings and events, e.g. <c>email</c>.</param>
/// <param name="Settings">What an account of it can be given.</param>
/// <param name="EpisodeGap">G of the definitions: how long a quiet gap ends an episode.</param>
/// <param name="MediaType">What its raw payloads are, e.g. <c>application/json</c>.</param>
/// <param name="TextLimit">The longest reply in characters (UTF-16), or null for none; where more is to be said, <see cref="InTheOpen"/> and <see cref="Directly"/> say it.</param>
/// <param name="AnswersPrivately">Whether somebody who wrote in the open can also be answered in private.</param>
/// <param name="IsPushedTo">Whether the platform delivers to <c>/hooks/{channel}/{account}</c>, so that staff must be shown that address.</param>
public sealed record ChannelDescription(string Channel, IReadOnlyList<SettingDescription> Settings, TimeSpan EpisodeGap, string MediaType, int? TextLimit = null, bool AnswersPrivately = false, bool IsPushedTo = false)
{
    /// <summary>The setting of every account, whatever its channel, that stands for <see cref="EpisodeGap"/>: whole days, from 1 to <see cref="MostGapDays"/>.</summary>
    public const string GapDays = "gapDays";

    /// <summary>The longest of them.</summary>
    public const int MostGapDays = 365;

    /// <summary>What is taken as a reply that everybody can read.</summary>
    public ReplyRules InTheOpen { get => field ?? new(TextLimit); init; }

    /// <summary>What is taken as a direct message.</summary>
    public ReplyRules Directly { get => field ?? new(TextLimit); init; }

    /// <summary>What is taken as a private answer to somebody who wrote in the open; null where that is a direct message like any other.</summary>
    public ReplyRules? ToComment { get; init; }

    /// <summary>The page that this channel shares with another one, where private answers go on; null where they go on in the same account.</summary>
    public SharedPage? Page { get; init; }

    /// <summary>The choice with which an account is pushed to, where the platform can do without and is told the address by Inbox itself; null where all or no accounts are.</summary>
    public PushedWhen? PushedWhen { get; init; }

    /// <summary>Whether Inbox can write to its own staff by it.</summary>
    public bool Notifies { get; init; }

    /// <summary>The setting without which replies have nowhere to go; null where they always have.</summary>
    public string? AnswersNeed { get; init; }

    /// <summary>How a message in the open can be made to stand from here; empty where the platform lets nobody choose.</summary>
    public IReadOnlyList<ModerationState> Moderation { get; init; } = [];
}

/// <summary>What an account is set to when its platform pushes to it.</summary>
/// <param name="Setting">The setting's key.</param>
/// <param name="Value">Its value then.</param>
public sealed record PushedWhen(string Setting, string Value)
{
    /// <summary>Whether an account with these settings is pushed to.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> settings) => settings.TryGetValue(Setting, out var value) && value == Value;
}

/// <summary>One setting of an account.</summary>
/// <param name="Key">Its key, e.g. <c>imapHost</c>.</param>
/// <param name="Required">Whether connecting needs it.</param>
/// <param name="Secret">Written, never read back.</param>
/// <param name="Default">What stands when nothing is given.</param>
/// <param name="Choices">The only values allowed, or null for free text.</param>
/// <param name="Multiline">Whether it may have more than one line.</param>
public sealed record SettingDescription(string Key, bool Required = false, bool Secret = false, string? Default = null, IReadOnlyList<string>? Choices = null, bool Multiline = false);
