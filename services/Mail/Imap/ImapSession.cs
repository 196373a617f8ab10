using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Inbox.Mail.Net;

namespace Inbox.Mail.Imap;

/// <summary>Sends commands and reads their answers; keeps what the server says unasked.</summary>
internal sealed class ImapSession(Wire wire)
{
    /// <summary>What fits into memory many times over; only the bodies of mails get more.</summary>
    private const int SmallLiterals = 256 * 1024;
    private const int MostResponses = 2_000_000;
    private readonly ImapReader _reader = new(wire);
    private uint _exists;
    private bool _news;
    private bool _warned;
    private int _tag;

    public Wire Wire => wire;

    /// <summary>In capitals, as last announced.</summary>
    public IReadOnlySet<string> Capabilities { get; private set; } = new HashSet<string>();

    /// <summary>Whether the number of mails in the folder changed since this was last asked.</summary>
    public bool TakeNews()
    {
        var news = _news;
        _news = false;
        return news;
    }

    /// <summary>Whether the server warned of something unasked (an untagged NO or BAD, RFC 3501 7.1.2) since this was last asked.</summary>
    public bool TakeWarning()
    {
        var warned = _warned;
        _warned = false;
        return warned;
    }

    /// <summary>Forgets what was known of the folder before another is chosen.</summary>
    public void ForgetFolder() => (_exists, _news) = (0, false);

    public async Task<ImapLine> ReadGreeting(Deadline deadline) => await _reader.Read(SmallLiterals, deadline);

    public async Task AskCapabilities(CancellationToken ct) => (await Run(new("CAPABILITY"), null, ct)).OrThrow(wire.Host, "CAPABILITY");

    /// <summary>Runs a command to its end; untagged data goes to <paramref name="data"/>.</summary>
    public async Task<ImapStatus> Run(ImapCommand command, Action<ImapLine>? data, CancellationToken ct)
    {
        ImapStatus? status = null;
        await foreach (var line in Stream(command, SmallLiterals, end => status = end, ct)) data?.Invoke(line);
        return status!;
    }

    /// <summary>Runs a command whose answers may be many or large. Each answer has the command's time limit for itself.</summary>
    public async IAsyncEnumerable<ImapLine> Stream(
        ImapCommand command, int keep, Action<ImapStatus> ended, [EnumeratorCancellation] CancellationToken ct)
    {
        var tag = NextTag();
        if (await Send(tag, command, ct) is { } early)
        {
            ended(early);
            yield break;
        }
        for (var count = 0; ; count++)
        {
            if (count == MostResponses) throw Wire.Broken($"{wire.Host} sent an answer without an end.");
            using var deadline = wire.Deadline(wire.Connection.CommandTimeout, ct);
            var line = await _reader.Read(keep, deadline);
            if (Status(tag, line) is { } status)
            {
                ended(status);
                yield break;
            }
            Note(line);
            yield return line;
        }
    }

    public string NextTag() => "i" + (++_tag).ToString(CultureInfo.InvariantCulture);

    /// <summary>Sends a command; returns its status when the server ended it before it was sent whole.</summary>
    public async Task<ImapStatus?> Send(string tag, ImapCommand command, CancellationToken ct)
    {
        using var deadline = wire.Deadline(wire.Connection.CommandTimeout, ct);
        var start = tag + " ";
        foreach (var (before, literal) in command.Literals)
        {
            await wire.Write(Encoding.ASCII.GetBytes($"{start}{before}{{{literal.Length}}}\r\n"), deadline);
            if (await WaitForContinuation(tag, deadline) is { } refused) return refused;
            await wire.Write(literal, deadline);
            start = "";
        }
        await wire.Write(Encoding.ASCII.GetBytes($"{start}{command.Rest}\r\n"), deadline);
        return null;
    }

    /// <summary>Answers a continuation request.</summary>
    public Task SendLine(string line, Deadline deadline) => wire.Write(Encoding.ASCII.GetBytes(line + "\r\n"), deadline);

    /// <summary>Null when the server asks to go on, the status when it ended the command instead.</summary>
    public async Task<ImapStatus?> WaitForContinuation(string tag, Deadline deadline)
    {
        while (true)
        {
            var line = await _reader.Read(SmallLiterals, deadline);
            if (line.IsContinuation) return null;
            if (Status(tag, line) is { } status) return status;
            Note(line);
        }
    }

    /// <summary>Reads one line and keeps what it says; its status when it ends the command.</summary>
    public async Task<ImapStatus?> ReadOne(string tag, Deadline deadline)
    {
        var line = await _reader.Read(SmallLiterals, deadline);
        if (Status(tag, line) is { } status) return status;
        Note(line);
        return null;
    }

    private static ImapStatus? Status(string tag, ImapLine line) =>
        line.Text.StartsWith(tag + " ", StringComparison.OrdinalIgnoreCase) ? ImapStatus.From(line.Text) : null;

    private void Note(ImapLine line)
    {
        if (line.Numbered is (var number, var what)) NoteNumber(number, what);
        else if (line.Word == "CAPABILITY") Capabilities = line.Text.ToUpperInvariant().Split(' ').Skip(2).ToHashSet();
        else if (line.Word is "NO" or "BAD") _warned = true;
        else if (line.Word == "BYE") throw new MailFailureException(ImapRefusals.Explain(wire.Host, "", ImapStatus.From(line.Text)!));
    }

    private void NoteNumber(uint number, string what)
    {
        if (what == "EXPUNGE" && _exists > 0) _exists--;
        if (what != "EXISTS" || number == _exists) return;
        _news |= number > _exists;
        _exists = number;
    }
}
