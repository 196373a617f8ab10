using Inbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.WordPress;

/// <summary>Composes the channel.</summary>
internal static class WordPressRoom
{
    public static ChannelRoom Room { get; } = new(WordPressChannel.Describes, services => services
        .AddSingleton<WordPressApi>()
        .AddSingleton<WordPressSender>()
        .AddSingleton<IChannel>(s => new WordPressChannel(s.GetRequiredService<WordPressApi>(), s.GetRequiredService<WordPressSender>(), new(s.GetRequiredService<Cursors>), s.GetService<Pace>())));
}
