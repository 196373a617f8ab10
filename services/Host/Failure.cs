using System.Net.Sockets;

namespace Inbox.Host;

/// <summary>What went wrong, as the exit code that scripts rely on and the words that a person reads.</summary>
internal sealed record Failure(int Code, string Text)
{
    private const int BadInput = 2;
    private const int OutOfReach = 3;
    private const int Interrupted = 130;

    internal const string OtherKey = "The stored passwords were sealed with another master key. Restore Inbox__Key, or the file keys/master.key in the data folder, from your backup.";

    /// <summary>Null for what nobody foresaw: that is a bug and shows its stack.</summary>
    public static Failure? Of(Exception e) => e switch
    {
        SettingsException or InputException or Storage.MasterKeyException => new(BadInput, e.Message),
        System.Security.Cryptography.CryptographicException => new(BadInput, OtherKey),
        OutOfReachException => new(OutOfReach, e.Message),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => new(BadInput, $"{e.Message} Another program listens there, perhaps another Inbox. Stop it, or set Urls to a free port, such as --Urls http://localhost:5081."),
        IOException { InnerException: SocketException } or SocketException { SocketErrorCode: SocketError.AccessDenied } => new(BadInput, $"{e.Message} Set Urls to an address and port that this program may listen on."),
        OperationCanceledException => new(Interrupted, "Stopped. What was done so far stays; run the same command again to go on."),
        _ => Dependency.Explain(e) is { } explanation ? new(OutOfReach, explanation) : null,
    };
}

/// <summary>What a person gave cannot be used; the message says what, where and what to do next.</summary>
internal sealed class InputException(string message) : Exception(message);

/// <summary>Something that the command needs did not answer; the message says what, and what to do next.</summary>
internal sealed class OutOfReachException(string message) : Exception(message);
