using Inbox.Storage;

namespace Inbox.Host;

/// <summary>Whether this machine's clock agrees with the database's, and with the times it has stored.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    public static async Task<Finding> RunAsync(Database database, CancellationToken cancel)
    {
        var theirs = database.Dialect.Name == "postgres"
            ? await database.OneAsync<double>("select extract(epoch from clock_timestamp())::float8 * 1000", null, cancel)
            : await database.OneAsync<long?>("select max(received_at) from payloads", null, cancel) ?? 0;
        var ours = Clock.System.GetUtcNow().ToUnixTimeMilliseconds();
        var apart = TimeSpan.FromMilliseconds(database.Dialect.Name == "postgres" ? Math.Abs(ours - theirs) : Math.Max(0, theirs - ours));
        return apart <= Most
            ? new("clock", $"{Clock.System.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC, in step")
            : new("clock", $"{apart.TotalSeconds:0} s behind what the database holds or says; set the clock right (NTP), response times depend on it", Red: true);
    }
}
