using Inbox.Connectors;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>What the demo adds to a serving host, and the one thing that it replaces: what goes out goes to invented people.</summary>
internal static class DemoRoom
{
    public static void AddDemo(this IServiceCollection services)
    {
        foreach (var channel in services.Where(s => s.ServiceType == typeof(IChannel)).ToList())
        {
            services.Remove(channel);
            services.AddSingleton<IChannel>(s => new DemoChannel(Real(channel, s), s.GetRequiredService<DemoMailbox>(), s.GetRequiredService<MasterKey>(), s.GetRequiredService<TimeProvider>()));
        }
        services
            .AddSingleton<DemoMailbox>()
            .AddSingleton<DemoDesk>()
            .AddSingleton<DemoOffice>()
            .AddSingleton<DemoWay>()
            .AddSingleton<DemoLife>()
            .AddSingleton<DemoDoor>()
            .AddSingleton<IStartupFilter>(s => s.GetRequiredService<DemoDoor>());
    }

    private static IChannel Real(ServiceDescriptor channel, IServiceProvider services) =>
        (IChannel)(channel.ImplementationFactory?.Invoke(services) ?? ActivatorUtilities.CreateInstance(services, channel.ImplementationType!));
}
