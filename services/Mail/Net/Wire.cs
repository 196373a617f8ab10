using System.Net.Security;

namespace Inbox.Mail.Net;

/// <summary>
/// A buffered line of bytes to a server, under limits. Every wait ends with the current <see cref="Deadline"/>; after any failure the wire is
/// dead. A read that was given up stays pending and serves the next one, because a cancelled read would end a TLS stream.
/// </summary>
internal sealed class Wire(Stream stream, string host, MailConnection connection) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream = stream;
    private Task<int>? _fill;
    private int _start, _end;

    public string Host => host;

    public MailConnection Connection => connection;

    public bool IsSecure => _stream is SslStream;

    public Deadline Deadline(TimeSpan allowance, CancellationToken ct) => new(allowance, connection.Time, ct);

    /// <summary>One line without its CRLF (or bare LF).</summary>
    public async Task<byte[]> ReadLine(int limit, Deadline deadline)
    {
        var line = new MemoryStream();
        while (true)
        {
            await Fill(deadline);
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var take = found < 0 ? _end - _start : found + 1;
            if (line.Length + take > limit) throw Broken($"{host} sent a line of more than {limit} bytes.");
            line.Write(_buffer, _start, take);
            _start += take;
            if (found >= 0) return WithoutEnd(line.ToArray());
        }
    }

    private static byte[] WithoutEnd(byte[] line) => line is [.., (byte)'\r', (byte)'\n'] ? line[..^2] : line[..^1];

    /// <summary>Exactly <paramref name="count"/> bytes, of which the first <paramref name="keep"/> are returned and the others dropped. Each byte
    /// that comes prolongs the deadline a little: a fast transfer may be long, one below the slowest pace ends.</summary>
    public async Task<byte[]> ReadBytes(long count, int keep, Deadline deadline)
    {
        var kept = new MemoryStream((int)Math.Min(Math.Min(count, keep), 1 << 20));
        for (var left = count; left > 0;)
        {
            await Fill(deadline);
            var take = (int)Math.Min(left, _end - _start);
            kept.Write(_buffer, _start, (int)Math.Min(take, keep - kept.Length));
            _start += take;
            left -= take;
            deadline.Prolong(take, connection.SlowestPace);
        }
        return kept.ToArray();
    }

    /// <summary>Waits until something can be read, without taking it; false when <paramref name="patience"/> ended first.</summary>
    public async Task<bool> HasMore(TimeSpan patience, CancellationToken ct)
    {
        using var deadline = Deadline(patience, ct);
        try
        {
            await Fill(deadline);
            return true;
        }
        catch (MailFailureException) when (deadline.Passed)
        {
            return false;
        }
    }

    private async Task Fill(Deadline deadline)
    {
        if (deadline.Passed) throw TooSlow();
        deadline.Token.ThrowIfCancellationRequested();
        if (_start < _end) return;
        _fill ??= _stream.ReadAsync(_buffer, CancellationToken.None).AsTask();
        var read = await Wait(_fill, deadline);
        (_fill, _start, _end) = (null, 0, read);
        if (read == 0) throw Lost(null);
    }

    public async Task Write(ReadOnlyMemory<byte> bytes, Deadline deadline)
    {
        for (var at = 0; at < bytes.Length; at += _buffer.Length)
        {
            var piece = bytes.Slice(at, Math.Min(_buffer.Length, bytes.Length - at));
            await Wait(WritePiece(piece), deadline);
            deadline.Prolong(piece.Length, connection.SlowestPace);
        }
    }

    private async Task<int> WritePiece(ReadOnlyMemory<byte> piece)
    {
        await _stream.WriteAsync(piece, CancellationToken.None);
        return piece.Length;
    }

    private async Task<int> Wait(Task<int> task, Deadline deadline)
    {
        try
        {
            return await task.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.Passed)
        {
            throw TooSlow();
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            _fill = null;
            throw Lost(broken);
        }
    }

    /// <summary>Begins TLS. What the server, or somebody in between, sent ahead of it is thrown away unread.</summary>
    public async Task Secure(Deadline deadline)
    {
        (_start, _end) = (0, 0);
        try
        {
            _stream = await new Tls(host, connection).Wrap(_stream, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.Passed)
        {
            throw new MailFailureException(new(FailureKind.TimedOut, $"{host} did not finish setting up encryption in time.",
                "Check that the port belongs to the chosen kind of encryption: 993 or 465 for TLS, 143 or 587 for STARTTLS."));
        }
    }

    public static MailFailureException Broken(string problem) => new(new(FailureKind.Protocol, problem,
        "It will be tried again; if it goes on, the server's administrator should look at it."));

    private MailFailureException TooSlow() => new(new(FailureKind.TimedOut, $"{host} did not answer in time.",
        "It may be overloaded; it will be tried again."));

    private MailFailureException Lost(Exception? cause) => new(new(FailureKind.ConnectionLost, $"The connection to {host} broke.",
        "It will be tried again."), cause);

    public async ValueTask DisposeAsync()
    {
        _ = _fill?.ContinueWith(read => read.Exception, TaskScheduler.Default);
        await _stream.DisposeAsync();
    }
}
