namespace Inbox.Host;

/// <summary>The opened store with what commands need, without serving.</summary>
internal sealed class Tool(ServiceProvider services) : IAsyncDisposable
{
    public static async Task<Tool> OpenAsync(CancellationToken cancel)
    {
        var configuration = CommandLine.Configuration();
        var settings = HostSettings.Read(configuration);
        var (database, key) = await Store.OpenAsync(settings, cancel);
        return new(new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddInboxCore(settings, database, key)
            .AddRole(settings, Role.Gateway)
            .BuildServiceProvider());
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
