namespace Inbox.Connectors.Hooks;

/// <summary>A channel that platforms push to. Judges a request before anything of it is read or stored.</summary>
public interface IHook
{
    /// <summary>What to do with a request. Pure, and never throws: a stranger may have written it.</summary>
    HookAnswer Judge(ConnectedAccount account, HookRequest request);
}

/// <summary>A channel to whose platform one address may stand for several accounts: a delivery to one of them is handed to each that it names and that takes it as genuine too.</summary>
public interface ISharedHook : IHook
{
    /// <summary>Whom a delivery names, as <see cref="IChannel.OwnIds"/> has it. Pure, and never throws; asked only of what is genuine.</summary>
    IReadOnlySet<string> Named(ReadOnlyMemory<byte> body);
}

/// <summary>A request as it came, with its exact bytes: signatures are over these, never over JSON written again.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Query">The query's values by their names.</param>
/// <param name="Headers">The headers, whose names are found in any case.</param>
/// <param name="Body">The bytes.</param>
/// <param name="At">When it came.</param>
public sealed record HookRequest(
    string Method, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, DateTimeOffset At)
{
    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>What a channel says of a request.</summary>
public abstract record HookAnswer
{
    private HookAnswer()
    {
    }

    /// <summary>It is not from the platform, or not from now. Answered with 401; nothing is stored.</summary>
    /// <param name="Reason">Why, for whoever sets the webhook up; tells nothing about the secret.</param>
    public sealed record Refuse(string Reason) : HookAnswer;

    /// <summary>The platform asks something (a handshake); nothing is stored.</summary>
    /// <param name="Text">The answer.</param>
    /// <param name="Type">Its media type.</param>
    public sealed record Say(string Text, string Type = "text/plain") : HookAnswer
    {
        /// <summary>Whether only the platform could have asked so: it knew a word of ours.</summary>
        public bool IsProof { get; init; }
    }

    /// <summary>It is genuine, but too much waits to be stored already: it should come again. Answered with 503; nothing is stored.</summary>
    public sealed record Later : HookAnswer;

    /// <summary>It is genuine: store it, then answer 200.</summary>
    /// <param name="Key">What the platform calls this delivery, so that the same one is stored once; null when only its bytes tell.</param>
    public sealed record Take(string? Key = null) : HookAnswer;
}
