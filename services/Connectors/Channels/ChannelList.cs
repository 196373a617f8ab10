namespace Inbox.Connectors;

/// <summary>The channels of this build, by their names.</summary>
public sealed class ChannelList(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(c => c.Description.Channel);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IChannel> All => _channels.Values;

    /// <summary>One by its name, or null.</summary>
    public IChannel? Find(string name) => _channels.GetValueOrDefault(name);
}
