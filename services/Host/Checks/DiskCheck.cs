namespace Inbox.Host;

/// <summary>Whether there is room to store what comes in.</summary>
internal static class DiskCheck
{
    private const long Least = 1L << 30;

    public static Finding Run(HostSettings settings)
    {
        if (settings.Postgres is not null)
            return new("disk", "the data is in PostgreSQL; watch the disk there");
        var free = new DriveInfo(Path.GetFullPath(settings.Data)).AvailableFreeSpace;
        var text = $"{free / (1024 * 1024)} MB free for {settings.Data}";
        return free >= Least ? new("disk", text) : new("disk", $"{text}; make room, at least 1024 MB", Red: true);
    }
}
