using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Inbox.Servers;

/// <summary>One process that a test started: its output is kept, and it is ended by its own pid, whatever becomes of the test.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    const int KeptOutput = 200_000;
    readonly Process process;
    readonly StringBuilder output = new();
    readonly string name;
    readonly Task drained;

    Child(Process process, string name, string lastSignal)
    {
        (this.process, this.name) = (process, name);
        Reaper.Watch(process.Id, lastSignal);
        drained = Task.WhenAll(Keep(process.StandardOutput), Keep(process.StandardError));
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Both output streams, the end of them when there is very much.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>Starts <paramref name="command"/>, as <paramref name="user"/> when we are root and one is named.</summary>
    public static Child Start(
        IEnumerable<string> command, string folder, IEnumerable<KeyValuePair<string, string?>>? environment = null, string? user = null, string lastSignal = "KILL")
    {
        string[] words = user is not null && Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", .. command]
            : [.. command];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? [])
        {
            if (value is null) start.Environment.Remove(key);
            else start.Environment[key] = value;
        }
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{words[0]} could not be started.");
        process.StandardInput.Close();
        return new Child(process, Path.GetFileName(command.First()), lastSignal);
    }

    /// <summary>Runs a command to its end and returns what it printed; throws with the output when it fails.</summary>
    public static async Task<string> Run(
        IEnumerable<string> command, string folder, IEnumerable<KeyValuePair<string, string?>>? environment = null, string? user = null, TimeSpan? limit = null)
    {
        await using var child = Start(command, folder, environment, user);
        if (!await child.Ended(limit ?? TimeSpan.FromSeconds(60)))
            throw new TimeoutException($"{child.name} did not end in time:\n{child.Output}");
        return child.ExitCode == 0
            ? child.Output
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {child.ExitCode}:\n{child.Output}");
    }

    public void Send(Signal signal)
    {
        // The pid is ours until we have waited for it, so it cannot have become somebody else's.
        if (!HasExited) _ = SendSignal(Id, (int)signal);
    }

    /// <summary>SIGKILL, and waits until the kernel has buried it.</summary>
    public async Task Kill()
    {
        Send(Signal.Kill);
        await Ended(TimeSpan.FromSeconds(30));
    }

    /// <summary>Asks politely, then does not ask.</summary>
    public async Task Stop(Signal signal, TimeSpan patience)
    {
        Send(signal);
        if (!await Ended(patience)) await Kill();
    }

    /// <summary>True when the process ended within <paramref name="limit"/>.</summary>
    public async Task<bool> Ended(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            // A grandchild may hold the pipe open: the last words are worth a moment, not more.
            await Task.WhenAny(drained, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Asks again and again until <paramref name="isReady"/>; throws with the output when the process ends first or time runs out.</summary>
    public async Task Until(Func<Task<bool>> isReady, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isReady())
        {
            if (HasExited) throw new InvalidOperationException($"{name} ended with {ExitCode} before it was ready:\n{Output}");
            if (Stopwatch.GetElapsedTime(started) > limit) throw new TimeoutException($"{name} was not ready after {limit}:\n{Output}");
            await Task.Delay(25, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited) await Kill();
        Reaper.Forget(Id);
        process.Dispose();
    }

    async Task Keep(StreamReader reader)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is var count and > 0)
        {
            lock (output)
            {
                output.Append(buffer, 0, count);
                if (output.Length > KeptOutput * 2) output.Remove(0, output.Length - KeptOutput);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
