using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Email;

/// <summary>Composes the channel.</summary>
internal static class EmailRoom
{
    public static ChannelRoom Room { get; } = new(EmailChannel.Describes, services => services
        .AddSingleton<EmailSender>()
        .AddSingleton<IChannel, EmailChannel>());
}
