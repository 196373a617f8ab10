using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Meta;

/// <summary>Composes what the family shares.</summary>
internal static class MetaRoom
{
    public static IServiceCollection AddMeta(this IServiceCollection services) => services.AddSingleton<GraphApi>();
}
