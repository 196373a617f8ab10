namespace Inbox.Servers;

/// <summary>The built host as a process of its own: what an operator runs, so that a test can kill it.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    readonly ThrowAwayFolder folder = new("host");
    readonly Dictionary<string, string?> settings;
    readonly string[] arguments;
    readonly HttpClient client;
    readonly List<string> earlierOutput = [];
    Child? child;

    HostProcess(IReadOnlyDictionary<string, string?>? settings, string[] arguments)
    {
        this.arguments = arguments;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        DataFolder = folder["data"];
        // Nothing of the surrounding machine may configure the host under test.
        this.settings = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(key => key.StartsWith("Inbox__", StringComparison.OrdinalIgnoreCase) || key.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(key => key, _ => (string?)null);
        this.settings["Urls"] = Address.GetLeftPart(UriPartial.Authority);
        this.settings["Inbox__Data"] = DataFolder;
        this.settings["DOTNET_ENVIRONMENT"] = "Production";
        this.settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>()) this.settings[key] = value;
        DataFolder = this.settings["Inbox__Data"]!;
        client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
    }

    public Uri Address { get; }

    /// <summary>Where this host keeps its SQLite file and attachments; its own unless the settings named another.</summary>
    public string DataFolder { get; }

    public int ProcessId => Running.Id;

    public bool HasExited => child is null || child.HasExited;

    /// <summary>Everything printed by this and earlier lives of the process.</summary>
    public string Output => string.Concat(earlierOutput) + child?.Output;

    Child Running => child ?? throw new InvalidOperationException("The host is not running: it was killed or stopped and not started again.");

    /// <summary>The assembly that was built in the same configuration as this test.</summary>
    public static string Assembly => Path.Combine(Repository.Root, "services", "Host", "bin", Repository.Configuration, "net10.0", "inbox.dll");

    /// <summary>Starts the host and waits until <c>/health/ready</c> says yes.</summary>
    /// <param name="settings">Environment variables, e.g. <c>ConnectionStrings__Postgres</c>; null removes one.</param>
    /// <param name="arguments">The command and its options; <c>serve</c> when none.</param>
    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, params string[] arguments)
    {
        var host = new HostProcess(settings, arguments);
        try
        {
            await host.StartAgainAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command of the host to its end, e.g. <c>account add</c>, and returns what it printed; throws when it fails.</summary>
    public Task<string> RunAsync(params string[] command) =>
        Child.Run(["dotnet", Assembly, .. command], folder.Path, settings.Where(setting => setting.Key != "Urls"));

    /// <summary>Runs a command of the host on a data folder, without a host that serves; throws when it fails, with its exit code and what it said.</summary>
    public static Task<string> CommandAsync(string data, params string[] command) =>
        Child.Run(["dotnet", Assembly, .. command], data, [new("Inbox__Data", data)]);

    /// <summary>The same settings, port and data once more.</summary>
    public async Task StartAgainAsync()
    {
        if (!File.Exists(Assembly)) throw new InvalidOperationException($"{Assembly} is missing: build the solution first.");
        child = Child.Start(["dotnet", Assembly, .. arguments], folder.Path, settings);
        await child.Until(IsReady, TimeSpan.FromSeconds(60));
    }

    /// <summary>SIGKILL: no last words, no flush.</summary>
    public async Task KillAsync()
    {
        await Running.Kill();
        await Forget();
    }

    /// <summary>SIGTERM, as systemd and a container engine do; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await Running.Stop(Signal.Terminate, TimeSpan.FromSeconds(35));
        var code = Running.ExitCode;
        await Forget();
        return code;
    }

    /// <summary>SIGSTOP: the process holds its connections and does nothing.</summary>
    public void Freeze() => Running.Send(Signal.Stop);

    public void Thaw() => Running.Send(Signal.Continue);

    public async ValueTask DisposeAsync()
    {
        if (child is not null) await Forget();
        client.Dispose();
        folder.Dispose();
    }

    async Task<bool> IsReady()
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    async Task Forget()
    {
        await child!.DisposeAsync();
        earlierOutput.Add(child.Output);
        child = null;
    }
}
