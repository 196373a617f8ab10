namespace Inbox.Host;

/// <summary>Where the master key is kept.</summary>
internal static class KeyCheck
{
    public static Finding Run(HostSettings settings) => (settings.Key, settings.Postgres) switch
    {
        (not null, _) => new("key", "given by Inbox__Key"),
        (null, null) => new("key", $"in {Path.Combine(settings.Data, "keys")}; back it up with the data"),
        _ => new("key", "in the database beside what it protects; set Inbox__Key to keep it apart"),
    };
}
