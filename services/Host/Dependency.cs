using System.Net.Sockets;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>Says in plain words which dependency could not be reached.</summary>
internal static class Dependency
{
    public static string? Explain(Exception e) => Trouble.Explain(e) ?? e switch
    {
        SocketException s => $"A server cannot be reached: {s.Message}.",
        UnauthorizedAccessException u => $"{u.Message} Check the rights of the folder Inbox__Data.",
        _ => null,
    };
}
