using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Insights;

/// <summary>Everything that Insights offers, for the host to compose.</summary>
public static class InsightsRoom
{
    /// <summary>The reports: all that a gateway needs.</summary>
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton<AccountBook>()
        .AddSingleton<ReceivedAsks>()
        .AddSingleton(s => new ResponseTimes(s.GetRequiredService<ReceivedAsks>()))
        .AddSingleton(s => new Questions(s.GetRequiredService<ReceivedAsks>()))
        .AddSingleton(s => new Staffing(s.GetRequiredService<ReceivedAsks>()));
}
