using System.CommandLine;
using System.Net.Sockets;
using Inbox.Connectors;
using Inbox.Gateway;
using Inbox.Storage;
using Microsoft.AspNetCore.Connections;

namespace Inbox.Host;

/// <summary><c>demo</c>: serves a throw-away inbox of three invented brands to which people write while you watch.</summary>
internal static class Demo
{
    public static Command Command()
    {
        var command = new Command("demo", "Shows a living inbox with invented people; keeps nothing. Settings may follow as --Key value.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, cancel) => RunAsync([.. parsed.UnmatchedTokens], cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] words, CancellationToken cancel)
    {
        Console.WriteLine("This is a demo: three invented brands, invented people, no network. Everything is thrown away when you stop it.");
        await WebPage.BuildWhenStaleAsync(cancel);
        using var folder = new DemoFolder();
        var settings = Settings(words, folder);
        await using var app = await StartAsync(settings, words, cancel);
        await using var database = app.Services.GetRequiredService<Database>();
        try
        {
            await PlayAsync(app, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None);
        }
        return 0;
    }

    /// <summary>All roles in one process, on a store that is thrown away; where to listen may be chosen.</summary>
    public static HostSettings Settings(string[] words, DemoFolder folder) => HostSettings.Read(CommandLine.Configuration(words)) with
    {
        Data = folder.Path,
        Postgres = null,
        RabbitMq = null,
        Roles = Enum.GetValues<Role>().ToHashSet(),
        IsDemo = true,
    };

    private static async Task PlayAsync(WebApplication app, CancellationToken cancel)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel, app.Lifetime.ApplicationStopping);
        var accounts = await PrepareAsync(app.Services, stopping.Token);
        Console.WriteLine($"Open this link, it signs you in:\n\n  {app.Services.GetRequiredService<PublicAddress>().Url}{app.Services.GetRequiredService<DemoDoor>().Path}\n\nAnswer somebody and they answer back. Stop with Ctrl+C.");
        await app.Services.GetRequiredService<DemoLife>().GoOnAsync(accounts, app.Services.GetRequiredService<DemoOffice>(), stopping.Token);
    }

    /// <summary>Staff, accounts, and everything that was written before.</summary>
    public static async Task<IReadOnlyDictionary<DemoAccount, Account>> PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (office, life) = (services.GetRequiredService<DemoOffice>(), services.GetRequiredService<DemoLife>());
        await services.GetRequiredService<DemoDoor>().PrepareAsync(cancel);
        var accounts = await office.OpenAsync(life.Accounts, services.GetRequiredService<ChannelList>(), cancel);
        await life.RememberAsync(accounts, cancel);
        await office.TidyAsync(accounts, life.People, cancel);
        await office.TidyAsync(accounts, life.Past, cancel);
        return accounts;
    }

    public static async Task<WebApplication> StartAsync(HostSettings settings, string[] words, CancellationToken cancel)
    {
        try
        {
            return await Server.StartAsync(settings, words, cancel, services => services.AddDemo());
        }
        catch (IOException e) when (e.InnerException is AddressInUseException || e.InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new InputException($"Something listens on {settings.Urls} already, perhaps another Inbox. Stop it, or choose another port: demo --Urls http://localhost:5081");
        }
    }
}
