using System.CommandLine;
using System.Net.Sockets;
using Inbox.Connectors;
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
        using var folder = new DemoFolder();
        var settings = HostSettings.Read(CommandLine.Configuration(words)) with
        {
            Data = folder.Path,
            Postgres = null,
            RabbitMq = null,
            Roles = Enum.GetValues<Role>().ToHashSet(),
        };
        Console.WriteLine("This is a demo: three invented brands, invented people, no network. Everything is thrown away when you stop it.");
        await WebPage.BuildWhenStaleAsync(cancel);
        await using var app = await StartAsync(settings, words, cancel);
        await using var database = app.Services.GetRequiredService<Database>();
        try
        {
            await PlayAsync(app, settings, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None);
        }
        return 0;
    }

    private static async Task PlayAsync(WebApplication app, HostSettings settings, CancellationToken cancel)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel, app.Lifetime.ApplicationStopping);
        var (office, life, door) = (app.Services.GetRequiredService<DemoOffice>(), app.Services.GetRequiredService<DemoLife>(), app.Services.GetRequiredService<DemoDoor>());
        await door.PrepareAsync(stopping.Token);
        var accounts = await office.OpenAsync(app.Services.GetRequiredService<ChannelList>(), stopping.Token);
        await life.RememberAsync(accounts, stopping.Token);
        await office.TidyAsync(accounts, life.People, stopping.Token);
        Console.WriteLine($"Open this link, it signs you in:\n\n  {settings.PublicUrl.ToString().TrimEnd('/')}{door.Path}\n\nAnswer somebody and they answer back. Stop with Ctrl+C.");
        await life.GoOnAsync(accounts, office, stopping.Token);
    }

    private static async Task<WebApplication> StartAsync(HostSettings settings, string[] words, CancellationToken cancel)
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
