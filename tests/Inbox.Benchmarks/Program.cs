using System.Globalization;
using Inbox.Benchmarks;

switch (args.FirstOrDefault())
{
    case "mime":
        MimeBenchmark.Run();
        return 0;
    case "ingest":
        await IngestBenchmark.RunAsync(Number(args.ElementAtOrDefault(1), 0), Number(args.ElementAtOrDefault(2), 40_000), args.ElementAtOrDefault(3));
        return 0;
    case "list":
        await ListBenchmark.RunAsync(Number(args.ElementAtOrDefault(1), 1_000_000), args.ElementAtOrDefault(2));
        return 0;
    case "latency":
        await LatencyBenchmark.RunAsync();
        return 0;
    case "webhooks":
        var numbers = args.Skip(1).Where(a => a != "--without-insights").ToList();
        await WebhooksBenchmark.RunAsync(Number(numbers.ElementAtOrDefault(0), 40_000), Number(numbers.ElementAtOrDefault(1), 20), !args.Contains("--without-insights"));
        return 0;
    case "flood":
        await FloodBenchmark.RunAsync(Number(args.ElementAtOrDefault(1), 300), Number(args.ElementAtOrDefault(2), 2_000));
        return 0;
    case "reports":
        var asked = args.Skip(1).Where(a => !a.StartsWith("--postgres", StringComparison.Ordinal)).ToList();
        var postgres = args.FirstOrDefault(a => a.StartsWith("--postgres", StringComparison.Ordinal))?["--postgres".Length..].TrimStart('=');
        await ReportsBenchmark.RunAsync(Number(asked.ElementAtOrDefault(0), 100_000), asked.ElementAtOrDefault(1), postgres);
        return 0;
    case "storm":
        await StormBenchmark.RunAsync(Number(args.ElementAtOrDefault(1), 1_000), Number(args.ElementAtOrDefault(2), 60));
        return 0;
    case "start":
        await StartBenchmark.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Which benchmark? mime, ingest [stored messages, such as 1000000] [measured messages] [folder to keep the store in], list [stored messages] [folder to keep the store in], latency, webhooks [deliveries] [seconds at a steady pace] [--without-insights], flood [seconds] [connections], reports [stored conversations] [folder to keep the store in] [--postgres[=connection string]], storm [pages] [seconds] or start");
        return 2;
}

static int Number(string? text, int otherwise) => text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
