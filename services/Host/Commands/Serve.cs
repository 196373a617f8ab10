using System.CommandLine;

namespace Inbox.Host;

/// <summary><c>serve</c>: runs the roles of this process until it is stopped.</summary>
internal static class Serve
{
    public static Command Command()
    {
        var command = new Command("serve", "Runs Inbox (the default). Settings may follow as --Key value.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, cancel) => RunAsync([.. parsed.UnmatchedTokens], cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] words, CancellationToken cancel)
    {
        var settings = HostSettings.Read(CommandLine.Configuration(words));
        await WebPage.BuildWhenStaleAsync(cancel);
        await using var app = await Server.StartAsync(settings, words, cancel);
        await Welcome.PrintAsync(app, settings, cancel);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }
}
