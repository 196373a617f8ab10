using System.Diagnostics;

namespace Inbox.Servers;

/// <summary>A folder of its own in the temp directory, gone with its owner or, at the latest, with the test process.</summary>
public sealed class ThrowAwayFolder : IDisposable
{
    public string Path { get; }

    public ThrowAwayFolder(string kind)
    {
        Path = Directory.CreateTempSubdirectory($"inbox-{kind}-").FullName;
        Reaper.WatchFolder(Path);
    }

    /// <summary>A path inside; its parent folders are made.</summary>
    public string this[string relative]
    {
        get
        {
            var full = System.IO.Path.Combine(Path, relative);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            return full;
        }
    }

    public void Write(string relative, string text) => File.WriteAllText(this[relative], text);

    /// <summary>Gives everything inside to <paramref name="user"/>: servers refuse to run as root. Nothing happens when we are not root.</summary>
    public void GiveTo(string user)
    {
        if (!Environment.IsPrivilegedProcess) return;
        using var chown = Process.Start("chown", ["-R", $"{user}:", Path]);
        chown.WaitForExit();
        if (chown.ExitCode != 0) throw new InvalidOperationException($"chown {user} {Path} failed; is the server's package installed? tests/run installs it.");
    }

    /// <summary>Removes what is inside, and keeps the folder.</summary>
    public void Empty(string relative)
    {
        var inside = System.IO.Path.Combine(Path, relative);
        if (Directory.Exists(inside)) Directory.Delete(inside, recursive: true);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Already gone, which is what was asked for.
        }
        catch (IOException)
        {
            // A grandchild is still writing its last words; the reaper deletes the folder at the end.
            return;
        }
        Reaper.ForgetFolder(Path);
    }
}
