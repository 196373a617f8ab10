using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors;

/// <summary>The way out to a platform that is asked over HTTP.</summary>
internal sealed class HttpOutlet : Outlet
{
    private readonly Vendor _vendor;
    private readonly Says _says;

    private HttpOutlet(IChannel channel, Account account, Says says, TimeProvider clock, Vendor vendor)
        : base(channel, account, says.Whom, clock) => (_says, _vendor) = (says, vendor);

    public override int Taken => _says.Taken();

    public override Mood Mood
    {
        set => _says.Now = value;
    }

    /// <param name="channel">The channel.</param>
    /// <param name="settings">An account's settings, secrets too.</param>
    /// <param name="url">The setting that says where the platform is.</param>
    /// <param name="says">How the platform answers.</param>
    /// <param name="clock">The clock.</param>
    public static async Task<Outlet> OpenAsync(IChannel channel, IReadOnlyDictionary<string, string> settings, string url, Says says, TimeProvider clock)
    {
        var vendor = await Vendor.StartAsync(says.Answer);
        var account = new Account("account", channel.Description.Channel, "Test", new Dictionary<string, string>(settings) { [url] = vendor.Url }, HealthState.Unknown, null, null);
        return new HttpOutlet(channel, account, says, clock, vendor);
    }

    public override ValueTask DisposeAsync() => _vendor.DisposeAsync();
}

/// <summary>How a platform answers over HTTP.</summary>
/// <param name="Well">As a rule: checks what it is asked.</param>
/// <param name="Taken">How many messages it has taken.</param>
/// <param name="Busy">When it was asked too often.</param>
/// <param name="Refuses">When it does not want it.</param>
internal sealed record Says(Func<Asked, Answer> Well, Func<int> Taken, Answer Busy, Answer Refuses)
{
    private volatile Mood _now;

    public required IReadOnlyDictionary<Way, Whom> Whom { get; init; }

    public Mood Now
    {
        set => _now = value;
    }

    public Answer Answer(Asked asked) => _now switch
    {
        Mood.Busy => Busy,
        Mood.Unwell => new(503, "<html>Service Unavailable</html>", "text/html"),
        Mood.Refuses => Refuses,
        _ => Well(asked),
    };
}
