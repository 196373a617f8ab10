namespace Inbox.Servers;

/// <summary>A real WordPress with its own MariaDB, on 127.0.0.1, in a throw-away folder. Comments of strangers wait for approval; strangers may write one after the other.</summary>
public sealed class WordPressServer : IAsyncDisposable
{
    const string Source = "/usr/share/wordpress", DatabaseUser = "mysql", Plugin = "www/wp-content/mu-plugins/inbox.php";
    readonly ThrowAwayFolder folder = new("wordpress");
    readonly int port = FreePort.Next();
    Child? database, web;
    int runs;

    WordPressServer()
    {
    }

    public string Url => $"http://127.0.0.1:{port}";

    /// <summary>Application passwords by the names of their users: admin (number 1), editor (number 2).</summary>
    public IReadOnlyDictionary<string, string> Passwords { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the site logged.</summary>
    public string Output => web?.Output ?? "";

    public static async Task<WordPressServer> StartAsync()
    {
        var server = new WordPressServer();
        try
        {
            await server.StartDatabaseAsync();
            await server.InstallAsync();
            await server.StartWebAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs PHP inside the site, as a plugin or wp-cli would, and returns what it printed.</summary>
    public Task<string> RunAsync(string php)
    {
        var file = $"run-{Interlocked.Increment(ref runs)}.php";
        folder.Write(file, WordPressFiles.Loading(folder["www"]) + php);
        return Child.Run(["php", folder[file]], folder.Path);
    }

    /// <summary>Puts a plugin where it is always on, until the site is emptied.</summary>
    public void Plug(string php) => folder.Write(Plugin, php);

    /// <summary>The site as it was installed but for its articles: no comments, no plugin of a test, and there.</summary>
    public async Task EmptyAsync()
    {
        File.Delete(folder[Plugin]);
        await RunAsync("foreach (get_comments(['status' => 'any']) as $one) wp_delete_comment($one->comment_ID, true);");
        if (web is null) await StartWebAsync();
    }

    /// <summary>The site is away; what was written stays.</summary>
    public async Task StopWebAsync()
    {
        if (web is null) return;
        await web.Stop(Signal.Terminate, TimeSpan.FromSeconds(10));
        await web.DisposeAsync();
        web = null;
    }

    public async Task StartWebAsync()
    {
        // One worker: further ones would outlive the process that is ended by its pid.
        web = Child.Start(["php", "-d", "sendmail_path=/bin/true", "-S", $"127.0.0.1:{port}", "-t", folder["www"], folder["router.php"]], folder.Path);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        await web.Until(() => AnswersAsync(client), TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await StopWebAsync();
        if (database is not null)
        {
            await database.Stop(Signal.Terminate, TimeSpan.FromSeconds(20));
            await database.DisposeAsync();
        }
        folder.Dispose();
    }

    async Task StartDatabaseAsync()
    {
        Directory.CreateDirectory(folder["db/data"]);
        Directory.CreateDirectory(folder["db/tmp"]);
        folder.GiveTo(DatabaseUser);
        string[] small = ["--no-defaults", $"--datadir={folder["db/data"]}", "--innodb-log-file-size=8M"];
        await Child.Run(["mariadb-install-db", .. small, "--auth-root-authentication-method=normal", "--skip-test-db"], folder.Path, null, DatabaseUser, TimeSpan.FromSeconds(120));
        database = Child.Start(
            [
                "mariadbd", .. small, $"--tmpdir={folder["db/tmp"]}", $"--socket={folder["db/socket"]}", $"--pid-file={folder["db/pid"]}", "--skip-networking",
                "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin", "--performance-schema=0",
            ],
            folder.Path, null, DatabaseUser, "TERM");
        await database.Until(() => Task.FromResult(File.Exists(folder["db/socket"])), TimeSpan.FromSeconds(60));
        await Child.Run(["mariadb", "--no-defaults", "-u", "root", "-S", folder["db/socket"], "-e", "create database wp character set utf8mb4"], folder.Path);
    }

    async Task InstallAsync()
    {
        await Child.Run(["bash", "-c", $"mkdir -p www/wp-content/mu-plugins www/wp-content/themes && cp -L {Source}/*.php www/ && cp -rL {Source}/wp-includes {Source}/wp-admin www/"], folder.Path);
        File.Delete(folder["www/wp-config.php"]);
        folder.Write("www/wp-config.php", WordPressFiles.Config(folder["db/socket"], Url));
        folder.Write("router.php", WordPressFiles.Router);
        folder.Write("www/wp-content/mu-plugins/quiet.php", WordPressFiles.Quiet);
        folder.Write("install.php", WordPressFiles.Install(folder["www"]));
        var printed = await Child.Run(["php", folder["install.php"]], folder.Path, null, null, TimeSpan.FromSeconds(120));
        Passwords = printed.Split('\n').Where(line => line.StartsWith("password:", StringComparison.Ordinal)).Select(line => line.Trim().Split(':')).ToDictionary(p => p[1], p => p[2]);
    }

    async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"{Url}/wp-json/wp/v2/types"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
