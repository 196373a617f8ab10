using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Inbox.Servers;

/// <summary>A real Bluesky network on 127.0.0.1: the servers of accounts, the app view, the directory. Handles end with <c>.test</c>.</summary>
public sealed class BlueskyServer : IAsyncDisposable
{
    public const string Password = "password of everybody";
    readonly ThrowAwayFolder folder = new("bluesky");
    readonly int[] ports = [.. Enumerable.Range(0, 5).Select(_ => FreePort.Next())];
    readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };
    Child? child;

    BlueskyServer()
    {
    }

    /// <summary>The server that keeps the accounts.</summary>
    public string Url => $"http://localhost:{ports[1]}";

    static string Installed => Path.Combine(Repository.Root, ".run", "bluesky");

    public static async Task<BlueskyServer> StartAsync()
    {
        var server = new BlueskyServer();
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somebody joins.</summary>
    public async Task<BlueskyPerson> JoinAsync(string name)
    {
        var joined = await CallAsync(null, "com.atproto.server.createAccount", new { handle = $"{name}.test", email = $"{name}@customer.test", password = Password });
        return new(this, joined.GetProperty("did").GetString()!, joined.GetProperty("accessJwt").GetString()!);
    }

    /// <summary>The accounts' server goes away, with all that it holds.</summary>
    public Task GoAwayAsync() => client.GetAsync(new Uri($"http://127.0.0.1:{ports[4]}/away"));

    public Task ComeBackAsync() => client.GetAsync(new Uri($"http://127.0.0.1:{ports[4]}/back"));

    /// <summary>What the network logged.</summary>
    public string Output => child?.Output ?? "";

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (child is not null)
        {
            await child.Stop(Signal.Terminate, TimeSpan.FromSeconds(10));
            await child.DisposeAsync();
        }
        folder.Dispose();
    }

    internal async Task<JsonElement> CallAsync(string? token, string method, object? values)
    {
        using var request = new HttpRequestMessage(values is null ? HttpMethod.Get : HttpMethod.Post, $"{Url}/xrpc/{method}") { Content = values is null ? null : JsonContent.Create(values) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text.Length > 0 ? text : "{}").RootElement : throw new InvalidOperationException($"{method} answered {(int)response.StatusCode}: {text}");
    }

    async Task RunAsync()
    {
        if (!File.Exists(Path.Combine(Installed, "installed")))
            throw new InvalidOperationException($"The network is not installed. Run tests/Inbox.Servers/Bluesky/install {Installed} (tests/run does).");
        foreach (var file in (string[])["start.mjs", "loopback.cjs"])
            File.Copy(Path.Combine(Repository.Root, "tests", "Inbox.Servers", "Bluesky", file), Path.Combine(Installed, file), overwrite: true);
        var database = new NpgsqlConnectionStringBuilder(await SharedPostgres.CreateDatabaseAsync());
        Directory.CreateDirectory(folder["tmp"]);
        var node = Directory.GetDirectories(Path.Combine(Installed, "node_modules"), "node-linux-*").Select(d => Path.Combine(d, "bin", "node")).First(File.Exists);
        child = Child.Start(
            [node, "-r", "./loopback.cjs", "start.mjs"], Installed,
            new Dictionary<string, string?>
            {
                ["PORTS"] = string.Join(',', ports), ["DB_POSTGRES_URL"] = $"postgresql://{database.Username}:{database.Password}@127.0.0.1:{database.Port}/{database.Database}", ["DB_POSTGRES_SCHEMA"] = "bsky",
                ["REDIS_HOST"] = "127.0.0.1:9", ["NODE_ENV"] = "test", ["LOG_ENABLED"] = "0", ["TMPDIR"] = folder["tmp"],
            });
        await child.Until(() => Task.FromResult(child.Output.Contains("READY", StringComparison.Ordinal)), TimeSpan.FromSeconds(120));
    }
}

/// <summary>Somebody in the network, as their own program.</summary>
public sealed class BlueskyPerson(BlueskyServer server, string did, string token)
{
    const string Posts = "app.bsky.feed.post";

    public string Did => did;

    /// <summary>Posts; the post as others refer to it.</summary>
    /// <param name="text">What is said; a handle at its beginning is a mention of <paramref name="mentioned"/>.</param>
    /// <param name="parent">The post that this answers.</param>
    /// <param name="root">The post that its thread began with; the answered one when not said.</param>
    /// <param name="quoted">The post that it shows.</param>
    /// <param name="mentioned">Who is mentioned.</param>
    public async Task<BlueskyPost> PostAsync(string text, BlueskyPost? parent = null, BlueskyPost? root = null, BlueskyPost? quoted = null, BlueskyPerson? mentioned = null)
    {
        var record = new Dictionary<string, object> { ["$type"] = Posts, ["text"] = text, ["createdAt"] = new Clock().GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture) };
        if (parent is not null) record["reply"] = new { root = Ref(root ?? parent), parent = Ref(parent) };
        if (quoted is not null) record["embed"] = new Dictionary<string, object> { ["$type"] = "app.bsky.embed.record", ["record"] = Ref(quoted) };
        if (mentioned is not null)
            record["facets"] = new[] { new { index = new { byteStart = 0, byteEnd = text.Split(' ')[0].Length }, features = new[] { new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = mentioned.Did } } } };
        var made = await server.CallAsync(token, "com.atproto.repo.createRecord", new { repo = did, collection = Posts, record });
        return new(made.GetProperty("uri").GetString()!, made.GetProperty("cid").GetString()!);
    }

    public Task DeleteAsync(BlueskyPost post) => server.CallAsync(token, "com.atproto.repo.deleteRecord", new { repo = did, collection = Posts, rkey = post.Uri.Split('/')[^1] });

    /// <summary>A post with what stands under it, as the network shows it to this person.</summary>
    public async Task<JsonElement> ThreadAsync(string uri) => (await server.CallAsync(token, $"app.bsky.feed.getPostThread?uri={Uri.EscapeDataString(uri)}", null)).GetProperty("thread");

    /// <summary>A password for one program.</summary>
    public async Task<string> AppPasswordAsync() => (await server.CallAsync(token, "com.atproto.server.createAppPassword", new { name = "Inbox" })).GetProperty("password").GetString()!;

    static object Ref(BlueskyPost post) => new { uri = post.Uri, cid = post.Cid };

    sealed class Clock : TimeProvider;
}

/// <summary>A post by its name and the hash of what it says.</summary>
public sealed record BlueskyPost(string Uri, string Cid);
