using Inbox.Storage;

namespace Inbox.Host;

/// <summary>
/// One process serves a data folder: a second one would neither hear the first one's bus nor know what it holds. The kernel lets go of the lock when the process
/// ends, however it ends, so whoever has it knows that every lease in the database belongs to nobody and need not wait for it to run out.
/// </summary>
internal static class DataLock
{
    /// <summary>Whether a host serves this data folder now. Looking shares the lock: it is in nobody's way who also only looks.</summary>
    public static bool IsTaken(HostSettings settings)
    {
        try
        {
            using var free = new FileStream(PathIn(settings), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public static async Task<IDisposable> TakeAsync(HostSettings settings, Database database, CancellationToken cancel)
    {
        try
        {
            var held = new FileStream(PathIn(settings), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            await new Leases(database, Clock.System).EndAllAsync(cancel);
            return held;
        }
        catch (IOException)
        {
            throw new SettingsException($"Another Inbox serves {settings.Data} already. Stop it, or name another folder in Inbox__Data.");
        }
    }

    private static string PathIn(HostSettings settings) => Path.Combine(settings.Data, "serving.lock");
}
