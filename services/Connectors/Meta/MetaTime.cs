using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta;

/// <summary>Times in deliveries: milliseconds for messages, seconds for comments, ISO 8601 in places.</summary>
internal static class MetaTime
{
    private const long FirstMilliseconds = 100_000_000_000; // as seconds: the year 5138

    public static DateTimeOffset? Of(Node at) => at.Number is < FirstMilliseconds ? at.Seconds : at.Milliseconds ?? at.Moment;
}
