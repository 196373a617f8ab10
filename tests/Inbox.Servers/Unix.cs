using System.Diagnostics;

namespace Inbox.Servers;

/// <summary>The few system commands that the server fixtures need.</summary>
internal static class Unix
{
    /// <summary>Runs a command to its end and returns what it printed; throws with its errors when it fails.</summary>
    public static async Task<string> Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{command} ended with {process.ExitCode}: {await errors}{output}");
    }

    /// <summary>Everybody may enter and read; only the owner writes (0755).</summary>
    public static void Open(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The real servers run on Linux.");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }
}
