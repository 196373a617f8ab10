namespace Inbox.Gateway;

internal static class StoredTime
{
    /// <summary>A time as it stands in the database.</summary>
    public static DateTimeOffset Time(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <inheritdoc cref="Time(long)"/>
    public static DateTimeOffset? Time(this long? milliseconds) => milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
