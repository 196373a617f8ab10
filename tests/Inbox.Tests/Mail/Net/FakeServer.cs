using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inbox.Mail.Net;
using Inbox.Servers;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Mail.Net;

/// <summary>The far end of a connection in memory, played by a test line by line.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly Stream _clientEnd;
    private readonly StringBuilder _heard = new();
    private Stream _stream;

    public FakeServer(X509Certificate2? certificate = null)
    {
        var (toClient, toServer) = (new Pipe(), new Pipe());
        _clientEnd = new TwoWay(toClient.Reader.AsStream(), toServer.Writer.AsStream());
        _stream = new TwoWay(toServer.Reader.AsStream(), toClient.Writer.AsStream());
        _certificate = certificate ?? SelfSigned.ForLocalhost();
    }

    public FakeClock Time { get; } = FakeClock.Near();

    /// <summary>Everything that the client said, in the clear or not.</summary>
    public string Heard => _heard.ToString();

    public MailConnection Connection => new(Time) { Open = (_, _, _) => ValueTask.FromResult(_clientEnd), ExtraTrusted = [_certificate] };

    public async Task StartTls()
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate });
        _stream = tls;
    }

    public async Task Say(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>The next line of the client, without its end; throws when it has left.</summary>
    public async Task<string> Hear()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            if (await _stream.ReadAsync(one) == 0) throw new EndOfStreamException();
            _heard.Append((char)one[0]);
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
    }

    /// <summary>Hears a command and answers it: {0} is its tag.</summary>
    public async Task Answer(string answer)
    {
        var tag = (await Hear()).Split(' ')[0];
        await Say(answer.Replace("{0}", tag, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _certificate.Dispose();
    }

    private sealed class TwoWay(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) => input.ReadAsync(buffer, ct);
        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct = default) => output.WriteAsync(buffer, ct);
        public override void Flush() => output.Flush();
        public override Task FlushAsync(CancellationToken ct) => output.FlushAsync(ct);
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                output.Dispose();
                input.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
