using Inbox.Connectors;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>What the demo adds to a serving host, and the one thing that it replaces: e-mail goes to invented people.</summary>
internal static class DemoRoom
{
    public static void AddDemo(this IServiceCollection services)
    {
        var email = services.Single(s => s.ServiceType == typeof(IChannel) && s.ImplementationType is { } type && type.Name.StartsWith("Email", StringComparison.Ordinal));
        services.Remove(email);
        services
            .AddSingleton<DemoMailbox>()
            .AddSingleton<IChannel>(s => new DemoChannel(
                (IChannel)ActivatorUtilities.CreateInstance(s, email.ImplementationType!), s.GetRequiredService<DemoMailbox>(), s.GetRequiredService<MasterKey>(), s.GetRequiredService<TimeProvider>()))
            .AddSingleton<DemoDesk>()
            .AddSingleton<DemoOffice>()
            .AddSingleton<DemoWay>()
            .AddSingleton<DemoLife>()
            .AddSingleton<DemoDoor>()
            .AddSingleton<IStartupFilter>(s => s.GetRequiredService<DemoDoor>());
    }
}
