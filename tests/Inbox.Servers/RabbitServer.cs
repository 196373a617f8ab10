using System.Net.Sockets;

namespace Inbox.Servers;

/// <summary>A real RabbitMQ on 127.0.0.1: one node with its own port mapper, so that several run side by side.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    readonly ThrowAwayFolder folder = new("rabbit");
    readonly int port = FreePort.Next(), mapperPort = FreePort.Next(), distributionPort = FreePort.Next();
    Child? mapper, node;
    bool isBooted;

    RabbitServer()
    {
    }

    public string ConnectionString => $"amqp://inbox:inbox@127.0.0.1:{port}/";

    public int Port => port;

    public int ProcessId => Running.Id;

    /// <summary>What the broker has logged.</summary>
    public string Output => node?.Output ?? "";

    Child Running => node ?? throw new InvalidOperationException("RabbitMQ is not running: it was killed or stopped and not started again.");

    public static async Task<RabbitServer> StartAsync()
    {
        var server = new RabbitServer();
        try
        {
            server.Configure();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts on the same folder and port: durable queues and their confirmed messages are there again.</summary>
    public async Task StartAgainAsync()
    {
        mapper ??= Child.Start(["epmd", "-address", "127.0.0.1", "-port", $"{mapperPort}"], folder.Path, Settings, "rabbitmq");
        await mapper.Until(() => Answers(mapperPort, []), TimeSpan.FromSeconds(10));
        node = Child.Start(["/usr/lib/rabbitmq/bin/rabbitmq-server"], folder.Path, Settings, "rabbitmq");
        await node.Until(() => Answers(port, "AMQP\0\0\u0009\u0001"u8.ToArray()), TimeSpan.FromSeconds(90));
    }

    /// <summary>SIGKILL: the broker writes nothing more.</summary>
    public async Task KillAsync()
    {
        await Running.Kill();
        await Forget();
    }

    public async Task StopAsync()
    {
        await Running.Stop(Signal.Terminate, TimeSpan.FromSeconds(30));
        await Forget();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Kills the broker and starts it again with nothing in it: no queue, no binding, no message.</summary>
    public async Task WipeAsync()
    {
        await KillAsync();
        folder.Empty("db");
        await StartAgainAsync();
    }

    /// <summary>Runs <c>rabbitmqctl</c> on the node, e.g. <c>list_queues name messages --quiet</c>, and returns what it printed.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        // The node serves clients a moment before it says that it is up, and until then it takes no such command.
        if (!isBooted) await RunAsync("await_startup", "--timeout", "90");
        isBooted = true;
        return await RunAsync(arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await Forget();
        if (mapper is not null) await mapper.DisposeAsync();
        folder.Dispose();
    }

    void Configure()
    {
        folder.Write("rabbit.conf", $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            default_user = inbox
            default_pass = inbox
            disk_free_limit.absolute = 50MB
            vm_memory_high_watermark.absolute = 1GB
            log.console = true
            log.console.level = warning
            log.file = false

            """);
        folder.Write("plugins", "[].");
        folder.Write(".erlang.cookie", Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder[".erlang.cookie"], UnixFileMode.UserRead);
        folder.GiveTo("rabbitmq");
    }

    Task<string> RunAsync(params string[] arguments) =>
        Child.Run(["/usr/lib/rabbitmq/bin/rabbitmqctl", .. arguments], folder.Path, Settings, "rabbitmq", TimeSpan.FromSeconds(120));

    async Task Forget()
    {
        isBooted = false;
        if (node is null) return;
        await node.DisposeAsync();
        node = null;
    }

    /// <summary>True when a connection is taken and, if we greet, an answer comes: the broker listens before it can serve.</summary>
    static async Task<bool> Answers(int port, byte[] greeting)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, timeout.Token);
            if (greeting.Length == 0) return true;
            await client.GetStream().WriteAsync(greeting, timeout.Token);
            return await client.GetStream().ReadAsync(new byte[1], timeout.Token) == 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    Dictionary<string, string?> Settings => new()
    {
        ["HOME"] = folder.Path,
        ["LANG"] = "C.UTF-8",
        ["NO_COLOR"] = "1",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = $"{mapperPort}",
        ["RABBITMQ_NODENAME"] = $"inbox{port}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{port}",
        ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
        ["RABBITMQ_MNESIA_BASE"] = $"{folder.Path}/db",
        ["RABBITMQ_LOG_BASE"] = $"{folder.Path}/log",
        ["RABBITMQ_PID_FILE"] = $"{folder.Path}/pid",
        ["RABBITMQ_CONFIG_FILE"] = $"{folder.Path}/rabbit.conf",
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = $"{folder.Path}/plugins",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        // The Erlang machine replaces the start script: our pid is the broker's, so SIGKILL reaches the broker.
        ["RABBITMQ_ALLOW_INPUT"] = "1",
        // Two schedulers that sleep when idle: a machine with two cores has tests to run besides.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "-noinput -kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
        ["RABBITMQ_CTL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
    };
}
