using System.Diagnostics;

namespace Inbox.Servers;

/// <summary>
/// A small shell beside the test process that outlives it: whatever is still registered when the test process is gone, even by
/// <c>kill -9</c>, is ended and deleted by it. It learns of the end because its standard input closes.
/// </summary>
internal static class Reaper
{
    const string Script = """
        trap '' INT TERM HUP
        lives() { read -r stat < "/proc/$1/stat" && [[ $stat != *") Z "* ]]; }
        declare -A pids folders
        while IFS= read -r line; do
          set -- $line
          case $1 in
            process) pids[$2]=$3 ;;
            ended) unset "pids[$2]" ;;
            folder) folders[${line#folder }]=1 ;;
            deleted) unset "folders[${line#deleted }]" ;;
          esac
        done
        for pid in "${!pids[@]}"; do kill -s "${pids[$pid]}" "$pid"; done
        for pid in "${!pids[@]}"; do
          for _ in {1..40}; do lives "$pid" || break; sleep .05; done
          kill -s KILL "$pid"
        done
        for folder in "${!folders[@]}"; do rm -rf -- "$folder"; done
        """;

    static readonly Lock gate = new();
    static Process? shell;

    /// <summary>Registers a process; <paramref name="signal"/> is the name of the one that ends it most cleanly.</summary>
    public static void Watch(int pid, string signal) => Tell($"process {pid} {signal}");

    public static void Forget(int pid) => Tell($"ended {pid}");

    public static void WatchFolder(string path) => Tell($"folder {path}");

    public static void ForgetFolder(string path) => Tell($"deleted {path}");

    static void Tell(string line)
    {
        lock (gate)
        {
            shell ??= Begin();
            shell.StandardInput.WriteLine(line);
            shell.StandardInput.Flush();
        }
    }

    static Process Begin()
    {
        // A session of its own: ending the test run's process group must not end the one that cleans up after it.
        var start = new ProcessStartInfo("setsid", ["bash", "-c", $"exec >/dev/null 2>&1\n{Script}"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start) ?? throw new InvalidOperationException("bash could not be started; the servers of the tests need it.");
    }
}
