namespace Inbox.Host;

/// <summary>Reads a file line by line, line ends included; an endless line comes in pieces.</summary>
internal sealed class MboxLines(Stream file) : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _from;
    private int _to;
    private bool _broken;

    /// <summary>The line, or a piece of it; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether <see cref="Line"/> begins a line, and is not the rest of one.</summary>
    public bool AtStart { get; private set; }

    /// <summary>Goes on; false at the end of the file.</summary>
    public bool Next()
    {
        var end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
        while (end < 0 && Fill())
            end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
        var length = end < 0 ? _to - _from : end + 1;
        Line = _buffer.AsMemory(_from, length);
        _from += length;
        AtStart = !_broken;
        _broken = end < 0;
        return length > 0;
    }

    public void Dispose() => file.Dispose();

    /// <summary>More bytes behind those that wait; false at the end of the file and when the buffer is full of one line.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        if (_to == _buffer.Length)
            return false;
        var read = file.Read(_buffer, _to, _buffer.Length - _to);
        _to += read;
        return read > 0;
    }
}
