using Inbox.Contracts;

namespace Inbox.Host;

/// <summary>One person's side of the correspondence: knows where it stands and writes what comes next, as their program would. The same calls write the same.</summary>
internal abstract class DemoPen(DemoPerson person)
{
    public static DemoPen Of(DemoPerson person) => person.Account.Platform is { } platform ? new DemoPlatformPen(person, platform) : new DemoMailPen(person);

    public DemoPerson Person => person;

    /// <summary>What the thread that they are in is about; null where threads have no subject.</summary>
    public virtual string? Subject => null;

    /// <summary>Whether they asked something that nobody has answered.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>What a letter of the script becomes on its way.</summary>
    public DemoDelivery Write(DemoLetter letter, DateTimeOffset at)
    {
        var delivery = Put(letter, at);
        if (letter.Move is not (DemoMove.Auto or DemoMove.Bounce))
            IsWaiting = letter.Move != DemoMove.Staff && (letter.Move is not (DemoMove.Again or DemoMove.Answer) || letter.Text.Contains('?', StringComparison.Ordinal));
        return delivery;
    }

    /// <summary>Reads what staff sent while the demo runs: what is written next answers it.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="id">What the platform calls it.</param>
    /// <param name="account">Where it came from.</param>
    /// <param name="at">When.</param>
    public void Get(SendReply reply, string id, DemoAccount account, DateTimeOffset at)
    {
        Take(reply, id, account, at);
        IsWaiting = false;
    }

    protected abstract DemoDelivery Put(DemoLetter letter, DateTimeOffset at);

    protected abstract void Take(SendReply reply, string id, DemoAccount account, DateTimeOffset at);
}

/// <summary>Something on its way to one of the brands.</summary>
internal sealed record DemoDelivery(DemoPen Pen, DemoAccount Account, DateTimeOffset At, byte[] Bytes);
