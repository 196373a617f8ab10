using Inbox.Servers;

[assembly: AssemblyFixture(typeof(Inbox.SystemTests.Post))]

namespace Inbox.SystemTests;

/// <summary>One Dovecot and one Postfix for all tests; every test takes mailboxes that are its own.</summary>
public sealed class Post : IAsyncLifetime
{
    private const int Desks = 60;
    private const int Guests = 120;
    private MailServer? _server;
    private int _desk;
    private int _guest;

    public MailServer Server => _server ?? throw new InvalidOperationException("The mail server was not started.");

    /// <summary>A mailbox of ours that no other test uses.</summary>
    public string Desk() => $"desk{Interlocked.Increment(ref _desk)}@acme.test";

    /// <summary>A customer's mailbox that no other test uses.</summary>
    public string Guest() => $"guest{Interlocked.Increment(ref _guest)}@customer.test";

    /// <summary>Gives a mailbox that a test filled by hand to the user that Dovecot works as.</summary>
    public async Task GiveToMailAsync(string user)
    {
        using var chown = System.Diagnostics.Process.Start("chown", ["-R", "mail:mail", Path.Combine(Server.Folder, "mail", user)]);
        await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, chown.ExitCode);
    }

    public async ValueTask InitializeAsync() => _server = await MailServer.Start(
        [.. Enumerable.Range(1, Desks).Select(n => $"desk{n}@acme.test"), .. Enumerable.Range(1, Guests).Select(n => $"guest{n}@customer.test")]);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
