using Inbox.Benchmarks;

switch (args.FirstOrDefault())
{
    case "mime":
        MimeBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Which benchmark? mime");
        return 2;
}
