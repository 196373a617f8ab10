namespace Inbox.Host;

/// <summary>Whether there is room to store what comes in.</summary>
internal static class DiskCheck
{
    private const long Least = 1L << 30;

    public static Finding Run(HostSettings settings)
    {
        if (settings.Postgres is not null)
            return new("disk", "the data is in PostgreSQL; watch the disk there");
        if (!Directory.Exists(settings.Data))
            return new("disk", $"the folder {settings.Data} is not there and could not be made; name one in Inbox__Data that may be written", Red: true);
        var free = new DriveInfo(settings.Data).AvailableFreeSpace;
        var text = $"{free / (1024 * 1024)} MB free for {settings.Data}";
        return free >= Least ? new("disk", text) : new("disk", $"{text}; make room, at least 1024 MB", Red: true);
    }
}
