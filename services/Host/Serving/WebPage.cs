using System.Diagnostics;

namespace Inbox.Host;

/// <summary>Where the built page is; in a checkout it is built when it is missing or older than its sources.</summary>
internal static class WebPage
{
    private static readonly string[] Sources = ["src", "widget", "public", "index.html", "package.json", "package-lock.json", "vite.config.ts", "vite.chat.config.ts", "tsconfig.json"];

    /// <summary>The folder of the built page: beside the published program, or web/dist of the checkout.</summary>
    public static string Root { get; } = Checkout() is { } web ? Path.Combine(web, "dist") : Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Builds the page when that is needed; a failure is explained, and the rest of Inbox starts all the same.</summary>
    public static async Task BuildWhenStaleAsync(CancellationToken cancel)
    {
        if (Checkout() is not { } web || !IsStale(web))
            return;
        Console.WriteLine("Building the web page (once; about a minute on a fresh machine)...");
        try
        {
            using var turn = await TurnAsync(Path.Combine(web, ".build.lock"), cancel);
            if (!IsStale(web)) // another Inbox of this checkout has just built it
                return;
            if (!Directory.Exists(Path.Combine(web, "node_modules")) || Newer(Path.Combine(web, "package-lock.json"), Path.Combine(web, "node_modules", ".package-lock.json")))
                await RunAsync(web, "ci --no-audit --no-fund", cancel);
            await RunAsync(web, "run build", cancel);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The web page could not be built: {e.Message}\nInstall Node.js 20 with npm, then start again. The API works without it.");
        }
    }

    /// <summary>One at a time builds in a checkout; the kernel lets go when a process ends, however it ends.</summary>
    private static async Task<IDisposable> TurnAsync(string path, CancellationToken cancel)
    {
        while (true)
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), Clock.System, cancel);
            }
    }

    private static string? Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "web", "package.json")))
                return Path.Combine(folder.FullName, "web");
        return null;
    }

    private static bool IsStale(string web)
    {
        var page = new FileInfo(Path.Combine(web, "dist", "index.html"));
        return !page.Exists || Sources.SelectMany(s => Files(Path.Combine(web, s))).Any(f => File.GetLastWriteTimeUtc(f) > page.LastWriteTimeUtc);
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : File.Exists(path) ? [path] : [];

    private static bool Newer(string a, string b) => !File.Exists(b) || File.GetLastWriteTimeUtc(a) > File.GetLastWriteTimeUtc(b);

    private static async Task RunAsync(string web, string arguments, CancellationToken cancel)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = web, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (npm.StandardOutput.ReadToEndAsync(cancel), npm.StandardError.ReadToEndAsync(cancel));
        await using (cancel.Register(() => npm.Kill(entireProcessTree: true)))
            await npm.WaitForExitAsync(cancel);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm {arguments} ended with {npm.ExitCode}.\n{await output}\n{await errors}");
    }
}
