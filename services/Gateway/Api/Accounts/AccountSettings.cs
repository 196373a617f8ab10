using System.Globalization;
using Inbox.Contracts;

namespace Inbox.Gateway;

/// <summary>Whether given settings fit what a channel describes.</summary>
public static class AccountSettings
{
    private const int LongestValue = 8192;

    /// <summary>What does not fit, by the setting's key.</summary>
    public static IEnumerable<(string Key, string Message)> Problems(ChannelDescription channel, IReadOnlyDictionary<string, string> settings, bool complete)
    {
        foreach (var (key, value) in settings)
        {
            if (key == ChannelDescription.GapDays)
            {
                if (value.Length > 0 && !IsDays(value))
                    yield return (key, $"'{value}' is no number of days from 1 to {ChannelDescription.MostGapDays}.");
                continue;
            }
            var known = channel.Settings.FirstOrDefault(s => s.Key == key);
            if (known is null)
                yield return (key, $"'{channel.Channel}' has no setting of this name. It has: {string.Join(", ", channel.Settings.Select(s => s.Key).Append(ChannelDescription.GapDays))}.");
            else if (value.Length > LongestValue || value.Any(c => char.IsControl(c) && !(known.Multiline && (c is '\r' or '\n'))))
                yield return (key, $"The value is longer than {LongestValue} characters or holds a control character or a line break.");
            else if (value.Length > 0 && known.Choices is { } choices && !choices.Contains(value))
                yield return (key, $"'{value}' is none of: {string.Join(", ", choices)}.");
        }
        if (!complete || IsImportOnly(channel, settings))
            yield break;
        foreach (var setting in channel.Settings.Where(s => s.Required && string.IsNullOrEmpty(settings.GetValueOrDefault(s.Key))))
            yield return (setting.Key, "This is needed to connect.");
    }

    private static bool IsDays(string value) => int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= ChannelDescription.MostGapDays;

    /// <summary>No server is named although the channel has servers: nothing to connect to, history can be imported.</summary>
    public static bool IsImportOnly(ChannelDescription channel, IReadOnlyDictionary<string, string> settings)
    {
        var hosts = channel.Settings.Where(s => s.Key.EndsWith("Host", StringComparison.Ordinal)).ToList();
        return hosts.Count > 0 && hosts.All(h => string.IsNullOrEmpty(settings.GetValueOrDefault(h.Key)));
    }
}
