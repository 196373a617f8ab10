using System.Reflection;
using Inbox.Storage;
using Microsoft.Extensions.DependencyInjection;

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
            .AddSingleton<Conversations>()
            .AddSingleton<Messages>()
            .AddSingleton<People>()
            .AddSingleton<Announcer>()
            .AddHostedService(s => s.GetRequiredService<Announcer>())
            .AddSingleton(s => new Acting(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Rederive>(), s.GetRequiredService<Conversations>(), s.GetRequiredService<Announcer>()))
            .AddSingleton<PostReply>()
            .AddSingleton<UndoReply>()
            .AddSingleton<RetryReply>()
            .AddSingleton<PostNote>()
            .AddSingleton<Assign>()
            .AddSingleton<Close>()
            .AddSingleton<Reopen>()
            .AddSingleton<Snooze>()
            .AddSingleton<Tags>()
            .AddSingleton<SetContext>()
            .AddSingleton<DismissAsk>()
            .AddSingleton<SaveDraft>()
            .AddSingleton<Schedules>();
    }

    /// <summary>The work that goes on by itself: taking up events, sending replies that are due, waking what was snoozed. Needs a bus.</summary>
    public static IServiceCollection AddThreadsWork(this IServiceCollection services) => services
        .AddHostedService<ReplyDispatcher>();
}
