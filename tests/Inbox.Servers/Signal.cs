namespace Inbox.Servers;

/// <summary>The signals that tests send, with Linux's numbers.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
