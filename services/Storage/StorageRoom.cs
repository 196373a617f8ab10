using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Storage;

/// <summary>Everything that Storage offers, for the host to compose.</summary>
public static class StorageRoom
{
    /// <summary>Adds Storage on an opened database; the running host also starts <see cref="Intake"/>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Database database, MasterKey key) => services
        .AddSingleton(database)
        .AddSingleton(key)
        .AddSingleton<SecretBox>()
        .AddSingleton<Migrator>()
        .AddSingleton<Accounts>()
        .AddSingleton<Attachments>()
        .AddSingleton<WaitingFiles>()
        .AddSingleton<Timelines>()
        .AddSingleton<Cursors>()
        .AddSingleton<Touched>()
        .AddSingleton<Wanted>()
        .AddSingleton<Leases>()
        .AddSingleton<Payloads>()
        .AddSingleton<PendingEvents>()
        .AddSingleton<Quarantine>()
        .AddSingleton<Intake>()
        .AddHostedService(services => services.GetRequiredService<Intake>());
}
