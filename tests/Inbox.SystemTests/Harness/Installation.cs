using System.Text.RegularExpressions;
using Inbox.Servers;

namespace Inbox.SystemTests;

/// <summary>A running Inbox with its first administrator, made through the one-time link, and a token.</summary>
internal sealed partial class Installation(HostProcess host, MailServer mail, Api api) : IAsyncDisposable
{
    public const string Email = "admin@acme.test";
    public const string Password = "correct horse battery staple";

    public HostProcess Host => host;

    public MailServer Mail => mail;

    public Api Api => api;

    /// <summary>Embedded: SQLite and the bus in memory, replies at once.</summary>
    public static async Task<Installation> StartAsync(Post post, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var host = await HostProcess.StartAsync(Settings(post.Server, settings));
        try
        {
            return new(host, post.Server, await AdministratorAsync(host));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public static Dictionary<string, string?> Settings(MailServer mail, IReadOnlyDictionary<string, string?>? more = null)
    {
        var settings = new Dictionary<string, string?> { ["Inbox__UndoSeconds"] = "0", ["Inbox__TrustedCertificates"] = mail.CertificatePath };
        foreach (var (key, value) in more ?? new Dictionary<string, string?>()) settings[key] = value;
        return settings;
    }

    /// <summary>Claims the link that a first start prints and makes a token, as a browser does both.</summary>
    public static async Task<Api> AdministratorAsync(HostProcess host)
    {
        using var visitor = await ClaimAsync(host);
        var token = await visitor.PostAsync("/tokens", new { name = "test", role = "admin" });
        return Api.With(token.Text("token")!, host.Address);
    }

    /// <summary>The same with a token that the operator makes at the command line.</summary>
    public static async Task<Api> OperatorAsync(HostProcess host)
    {
        using var visitor = await ClaimAsync(host);
        var token = await host.RunAsync("token", "create", "--name", "test", "--role", "admin");
        return Api.With(token.Trim().Split('\n')[^1].Trim(), host.Address);
    }

    /// <summary>Connects a mailbox through the API and returns the account's id; it is followed when this returns.</summary>
    public Task<string> ConnectAsync(string address, params (string Key, string Value)[] changes) => api.ConnectAsync(mail, address, changes);

    /// <summary>Every conversation's clocks and card are what its messages say.</summary>
    public Task VerifiesAsync() => host.RunAsync("verify");

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await host.DisposeAsync();
    }

    private static async Task<Api> ClaimAsync(HostProcess host)
    {
        var link = await Eventually.Until(() => Task.FromResult(Link().Match(host.Output)), match => match.Success, "the one-time link");
        var visitor = Api.Visitor(host.Address);
        await visitor.PostAsync("/session/claim", new { token = link.Groups[1].Value, email = Email, name = "Ada", password = Password });
        return visitor;
    }

    [GeneratedRegex(@"/welcome#(\S+)")]
    private static partial Regex Link();
}
