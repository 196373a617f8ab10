using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors;

/// <summary>What a channel brings: its line in the list of <see cref="ConnectorsRoom"/>.</summary>
/// <param name="Describes">What the rest of the product may know of it.</param>
/// <param name="Add">Adds the <see cref="IChannel"/> and what it is made of; enough to read payloads without a store.</param>
internal sealed record ChannelRoom(ChannelDescription Describes, Action<IServiceCollection> Add)
{
    /// <summary>Adds what it needs only where accounts are followed and replies are sent; null for nothing.</summary>
    public Action<IServiceCollection>? AddWork { get; init; }

    /// <summary>What it hears of on the bus; null for nothing.</summary>
    public Action<IBusRegistrationConfigurator>? AddConsumers { get; init; }
}
