using Inbox.Connectors.Chat;
using Inbox.Connectors.Hooks;
using Inbox.Gateway;

namespace Inbox.Host;

/// <summary>Starts the web server with the roles of this process.</summary>
internal static class Server
{
    /// <param name="settings">What this process is.</param>
    /// <param name="words">Settings from the command line.</param>
    /// <param name="cancel">Stops the start.</param>
    /// <param name="also">What a command adds of its own.</param>
    public static async Task<WebApplication> StartAsync(HostSettings settings, string[] words, CancellationToken cancel, Action<IServiceCollection>? also = null)
    {
        PortCheck.Run(settings);
        var (database, key) = await Store.OpenAsync(settings, cancel);
        var alone = settings.Postgres is null ? await DataLock.TakeAsync(settings, database, cancel) : null;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInboxSources(words);
        builder.Logging.ClearProviders().AddSimpleConsole(o => (o.SingleLine, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ "));
        builder.Logging.AddFilter((category, level) => level >= (category?.StartsWith("Inbox", StringComparison.Ordinal) == true ? LogLevel.Information : LogLevel.Warning));
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 30_000_000;
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.AddInboxCore(settings, database, key).AddTransport(settings);
        foreach (var role in settings.Roles)
            builder.Services.AddRole(settings, role);
        also?.Invoke(builder.Services);
        var app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(() => alone?.Dispose());
        Health.Map(app);
        if (settings.Has(Role.Gateway))
            app.MapGateway();
        else
            app.UseTrustedProxies(settings.TrustedProxies);
        if (settings.Has(Role.Connectors))
        {
            app.MapHooks();
            app.MapChat();
        }
        await app.StartAsync(cancel);
        return app;
    }
}
