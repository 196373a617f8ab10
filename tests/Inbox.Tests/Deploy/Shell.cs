using System.Diagnostics;
using Inbox.Servers;

namespace Inbox.Tests.Deploy;

/// <summary>Runs one of the project's own scripts from the top of the checkout.</summary>
internal static class Shell
{
    /// <summary>The exit code; whatever was printed is in the exception of <see cref="Run"/> only.</summary>
    public static async Task<int> ExitCode(string script, params string[] arguments) => (await Start(script, arguments)).Code;

    public static async Task Run(string script, params string[] arguments)
    {
        var (code, errors) = await Start(script, arguments);
        if (code != 0) throw new InvalidOperationException($"{script} ended with {code}:\n{errors}");
    }

    static async Task<(int Code, string Errors)> Start(string script, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var words = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Concat(words));
    }
}
