using System.Diagnostics;
using System.Globalization;

namespace Inbox.Benchmarks;

/// <summary>Cold start of the executable to the first "ready", and its memory when idle. The limit is an empty .NET program's start in the same run.</summary>
internal static class StartBenchmark
{
    private const int Runs = 5;

    public static async Task RunAsync()
    {
        var host = Path.Combine(AppContext.BaseDirectory, "inbox.dll");
        var empty = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo("dotnet", [host, "--version"]) { RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            empty.Add(watch.Elapsed.TotalMilliseconds);
        }
        var (ready, memory) = (new List<double>(), new List<double>());
        for (var i = 0; i < Runs; i++)
        {
            var (start, megabytes) = await OnceAsync(host);
            ready.Add(start);
            memory.Add(megabytes);
        }
        var (median, limit) = (Median(ready), Median(empty));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready after {median:0} ms (median of {Runs}; aim 3000) | limit, the program printing its version: {limit:0} ms, ratio {median / limit:0.0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"idle memory {Median(memory):0} MB resident (median of {Runs}; aim 200)"));
    }

    private static async Task<(double Milliseconds, double Megabytes)> OnceAsync(string host)
    {
        var folder = Directory.CreateTempSubdirectory("inbox-start");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [host, "--Urls", "http://127.0.0.1:5494"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
            Environment = { ["Inbox__Data"] = folder.FullName },
        })!;
        using var client = new HttpClient();
        while (!await IsReadyAsync(client))
            await Task.Delay(10);
        var ready = watch.Elapsed.TotalMilliseconds;
        await Task.Delay(TimeSpan.FromSeconds(5));
        process.Refresh();
        var memory = process.WorkingSet64 / 1e6;
        process.Kill();
        await process.WaitForExitAsync();
        folder.Delete(recursive: true);
        return (ready, memory);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync(new Uri("http://127.0.0.1:5494/health/ready"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
