using System.CommandLine;

namespace Inbox.Host;

/// <summary>Runs the command that was asked for and turns what went wrong into the exit codes that scripts rely on: 0 done, 1 a check failed, 2 bad usage or input, 3 a dependency is out of reach.</summary>
internal static class CommandLine
{
    /// <summary>How long a command has to end well after Ctrl+C: a serving host needs up to 15 s.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(25);

    /// <summary>No file of more words behind an "@": accounts are called so.</summary>
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(RootCommand root, Command standard, string[] args)
    {
        var known = root.Subcommands.Select(c => c.Name).ToHashSet();
        var isOption = args.Length > 0 && args[0].StartsWith('-') && args[0] is not ("-h" or "--help" or "-?" or "--version");
        var parsed = root.Parse(args.Length == 0 || isOption ? [standard.Name, .. args] : args, AsWritten);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync(args.Length > 0 && !known.Contains(args[0]) ? $"Commands: {string.Join(", ", known)}." : $"See: inbox {args.FirstOrDefault()} --help");
            return 2;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Goodbye });
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            await Console.Error.WriteLineAsync(failure.Text);
            return failure.Code;
        }
    }

    /// <summary>Configuration as .NET reads it everywhere: appsettings.json, files under /run/secrets, environment, and "--Key value" words behind the command.</summary>
    public static IConfigurationRoot Configuration(IEnumerable<string>? words = null) => new ConfigurationBuilder().AddInboxSources([.. words ?? []]).Build();

    public static IConfigurationBuilder AddInboxSources(this IConfigurationBuilder builder, string[] words) => builder
        .AddJsonFile("appsettings.json", optional: true)
        .AddKeyPerFile("/run/secrets", optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(words);
}
