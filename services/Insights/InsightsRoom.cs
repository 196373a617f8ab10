using System.Reflection;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inbox.Insights;

/// <summary>Everything that Insights offers, for the host to compose.</summary>
public static class InsightsRoom
{
    /// <summary>The assembly with this room's schema files.</summary>
    public static Assembly Schema => typeof(InsightsRoom).Assembly;

    /// <summary>The reports: all that a gateway needs.</summary>
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton<AccountBook>()
        .AddSingleton<PackShelf>()
        .AddSingleton<PackBook>()
        .AddSingleton(_ => new PersonShelf())
        .AddSingleton(s => new PackCheck(s.GetRequiredService<Database>()))
        .AddSingleton(_ => new AskShelf())
        .AddSingleton<ReceivedAsks>()
        .AddSingleton(s => new ResponseTimes(s.GetRequiredService<ReceivedAsks>()))
        .AddSingleton(s => new Questions(s.GetRequiredService<ReceivedAsks>()))
        .AddSingleton(s => new Staffing(s.GetRequiredService<ReceivedAsks>()))
        .AddSingleton(s => new TalkDepth(s.GetRequiredService<PackBook>()))
        .AddSingleton(s => new PeopleReport(s.GetRequiredService<PackBook>(), s.GetRequiredService<PersonShelf>()))
        .AddSingleton(s => new SecondDates(s.GetRequiredService<PackBook>(), s.GetRequiredService<PersonShelf>()))
        .AddSingleton<PostBook>()
        .AddSingleton(s => new ConversationsByContent(s.GetRequiredService<PostBook>()))
        .AddSingleton(s => new ChannelsReport(s.GetRequiredService<Database>(), s.GetRequiredService<PostBook>(), s.GetRequiredService<PackBook>()))
        .AddSingleton(s => new OneToOneReport(s.GetRequiredService<ChannelsReport>(), s.GetRequiredService<PackBook>()))
        .AddSingleton(s => new ContextReport(s.GetRequiredService<PackBook>()))
        .AddSingleton(s => new SuggestionBook(s.GetRequiredService<Database>()));

    /// <summary>The work that goes on by itself: suggestions for what comes in, and learning from what staff say of it.</summary>
    public static IServiceCollection AddInsightsWork(this IServiceCollection services) => services
        .AddSingleton<Rush>()
        .AddSingleton(s => new SuggestionWriter(s.GetRequiredService<Database>(), new(s.GetRequiredService<Database>()), s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new SuggestionWorker(s.GetRequiredService<Database>(), s.GetRequiredService<SuggestionWriter>(), s, s.GetRequiredService<Rush>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SuggestionWorker>>()))
        .AddHostedService(s => s.GetRequiredService<SuggestionWorker>())
        .AddSingleton<PackWriter>()
        .AddHostedService<PackWorker>();

    /// <summary>The endpoint that may suggest instead, where the operator named one.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="endpoint">Which one.</param>
    /// <param name="http">The way to it.</param>
    public static IServiceCollection AddEndpoint(this IServiceCollection services, SuggestEndpoint endpoint, HttpMessageInvoker http) => services
        .AddSingleton(endpoint)
        .AddSingleton<EndpointState>()
        .AddSingleton(s => new EndpointBook(s.GetRequiredService<Database>(), endpoint))
        .AddSingleton(s => new EndpointCall(endpoint, http, s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new EndpointWorker(s.GetRequiredService<EndpointBook>(), s.GetRequiredService<EndpointCall>(), s.GetRequiredService<EndpointState>(), s, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<EndpointWorker>>()))
        .AddHostedService(s => s.GetRequiredService<EndpointWorker>());

    /// <summary>The consumers of this room, for the host's transport.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddConsumer<SuggestionConsumer>().Endpoint(endpoint => endpoint.Name = "insights");
}
