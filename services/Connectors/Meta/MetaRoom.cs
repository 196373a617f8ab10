using Inbox.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Inbox.Connectors.Meta;

/// <summary>Composes the members of the family.</summary>
internal static class MetaRoom
{
    /// <summary>A member, on the one way to the platform that all of them share.</summary>
    public static ChannelRoom Of(ChannelDescription describes, Func<GraphApi, MetaChannel> on) => new(describes, services =>
    {
        services.TryAddSingleton<GraphApi>();
        services.AddSingleton<IChannel>(s => on(s.GetRequiredService<GraphApi>()));
    });
}
