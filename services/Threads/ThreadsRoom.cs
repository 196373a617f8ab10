using System.Reflection;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Inbox.Threads;

/// <summary>Everything that Threads offers, for the host to compose.</summary>
public static class ThreadsRoom
{
    /// <summary>The assembly with this room's schema files.</summary>
    public static Assembly Schema => typeof(ThreadsRoom).Assembly;

    /// <summary>Queries and commands: all that a gateway needs, with or without a bus.</summary>
    public static IServiceCollection AddThreads(this IServiceCollection services)
    {
        services.AddOptions<ThreadsOptions>().BindConfiguration("Inbox").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<AccountRuleBook>()
            .AddSingleton<Rederive>()
            .AddSingleton<Families>()
            .AddSingleton<ReplyWays>()
            .AddSingleton(s => new Conversations(s.GetRequiredService<Database>(), s.GetRequiredService<ReplyWays>()))
            .AddSingleton<Messages>()
            .AddSingleton<People>()
            .AddSingleton<PeopleSearch>()
            .AddSingleton<Announcer>()
            .AddHostedService(s => s.GetRequiredService<Announcer>())
            .AddSingleton(s => new Acting(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Rederive>(), s.GetRequiredService<Conversations>(), s.GetRequiredService<Announcer>(), s.GetRequiredService<Families>()))
            .AddSingleton<PostReply>(s => new(s.GetRequiredService<Acting>(), s.GetRequiredService<Messages>(), s.GetRequiredService<ReplyWays>(), s.GetRequiredService<IOptions<ThreadsOptions>>()))
            .AddSingleton<UndoReply>()
            .AddSingleton(s => new RetryReply(s.GetRequiredService<Acting>(), s.GetRequiredService<ReplyWays>()))
            .AddSingleton<PostNote>()
            .AddSingleton<Assign>()
            .AddSingleton<Close>()
            .AddSingleton<Reopen>()
            .AddSingleton<Snooze>()
            .AddSingleton<Tags>()
            .AddSingleton<SetContext>()
            .AddSingleton<SetPriority>()
            .AddSingleton<DismissAsk>()
            .AddSingleton(s => new SaveDraft(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Families>()))
            .AddSingleton<SavedReplies>()
            .AddSingleton(s => new TrackedLinks(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()))
            .AddSingleton<MergeConversations>()
            .AddSingleton<SplitConversation>()
            .AddSingleton(s => new MergePeople(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Rederive>(), s.GetRequiredService<People>(), s.GetRequiredService<Announcer>()))
            .AddSingleton(s => new ErasePerson(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Rederive>(), s.GetRequiredService<People>(), s.GetRequiredService<Announcer>()))
            .AddSingleton<Undo>()
            .AddSingleton<AcceptParticipant>()
            .AddSingleton<Suggestions>()
            .AddSingleton(s => new Verify(s.GetRequiredService<Database>(), s.GetRequiredService<Rederive>()))
            .AddSingleton<Export>()
            .AddSingleton<Recounts>()
            .AddSingleton(s => new Schedules(s.GetRequiredService<Database>(), s.GetRequiredService<Recounts>()))
            .AddSingleton(s => new TriedHours(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Rederive>(), s.GetRequiredService<Schedules>()))
            .AddSingleton(s => new EpisodeGaps(s.GetRequiredService<Database>(), s.GetRequiredService<Recounts>()))
            .AddSingleton(s => new Targets(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Rederive>(), s.GetRequiredService<Announcer>()));
    }

    /// <summary>The work that goes on by itself: taking up events, sending replies that are due, waking what was snoozed. Needs a bus.</summary>
    public static IServiceCollection AddThreadsWork(this IServiceCollection services) => services
        .AddSingleton<MailTokens>()
        .AddSingleton<BatchParts>()
        .AddSingleton<BatchWriter>()
        .AddSingleton<StandingEvents>()
        .AddSingleton(s => new BatchWorker(s.GetRequiredService<BatchWriter>(), s.GetRequiredService<StandingEvents>(), s.GetRequiredService<Announcer>(), s.GetRequiredService<ILogger<BatchWorker>>()))
        .AddHostedService(s => s.GetRequiredService<BatchWorker>())
        .AddSingleton<DueReplies>()
        .AddHostedService<ReplyDispatcher>()
        .AddSingleton<Wakings>()
        .AddHostedService<Waking>()
        .AddHostedService<Recounting>();

    /// <summary>The consumers of this room, for the host's transport: prefetch well above a batch, since each message waits for its batch's commit.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<EventConsumer>(consumer => consumer.ConcurrentMessageLimit = 256).Endpoint(endpoint =>
        {
            endpoint.Name = "threads";
            endpoint.PrefetchCount = 256;
        });
}
