using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Email;

/// <summary>Composes the channel.</summary>
internal static class EmailRoom
{
    public static IServiceCollection AddEmail(this IServiceCollection services) => services
        .AddSingleton<EmailSender>()
        .AddSingleton<IChannel, EmailChannel>();
}
