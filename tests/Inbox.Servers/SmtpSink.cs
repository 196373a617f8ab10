using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Inbox.Servers;

/// <summary>How a <see cref="SmtpSink"/> behaves from the next connection on.</summary>
public enum SinkMood
{
    /// <summary>Takes everything.</summary>
    Kind,
    /// <summary>Records the mail, then closes the connection instead of answering the final dot.</summary>
    DiesAfterDot,
    /// <summary>Records the mail, then never answers the final dot.</summary>
    StallsAfterDot,
    /// <summary>Greets nobody: takes the connection and stays silent.</summary>
    StallsAtOnce,
    /// <summary>Answers the final dot with 451.</summary>
    RefusesForNow,
    /// <summary>Answers the final dot with 554.</summary>
    Refuses,
    /// <summary>Answers RCPT with 450.</summary>
    RefusesRecipientsForNow,
    /// <summary>Answers RCPT with 550.</summary>
    RefusesRecipients,
    /// <summary>Answers the sign-in with 535.</summary>
    RefusesSignIn,
    /// <summary>Does not offer STARTTLS.</summary>
    StripsTls,
}

/// <summary>One mail as it came over the wire.</summary>
/// <param name="From">The argument of MAIL, with its parameters.</param>
/// <param name="Recipients">The arguments of RCPT.</param>
/// <param name="Data">The mail without its dot stuffing and final dot.</param>
/// <param name="Accepted">Whether the sink went on to answer 250, or would have had it not been told otherwise.</param>
public sealed record SunkMail(string From, IReadOnlyList<string> Recipients, byte[] Data, bool Accepted);

/// <summary>A submission server (STARTTLS, AUTH PLAIN, any password) that records what it gets and misbehaves on request.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<SunkMail> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;

    private SmtpSink(X509Certificate2 certificate)
    {
        Certificate = certificate;
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>Starts a sink on a free port.</summary>
    public static SmtpSink Start() => new(SelfSigned.ForLocalhost());

    /// <summary>127.0.0.1; the certificate also names localhost.</summary>
    public string Host { get; } = "127.0.0.1";
    /// <summary>The port of the sink.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    /// <summary>The certificate to trust.</summary>
    public X509Certificate2 Certificate { get; }
    /// <summary>What it does to the connections from now on.</summary>
    public SinkMood Mood { get; set; }
    /// <summary>Every mail whose final dot arrived, oldest first.</summary>
    public IReadOnlyList<SunkMail> Mails => [.. _mails];
    /// <summary>Every command line seen outside of DATA, sign-in secrets included.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    private async Task Accept()
    {
        try
        {
            while (true) _sessions.Add(Talk(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The sink is being closed.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var connection = client;
        try
        {
            var session = new SmtpSinkSession(Mood, Certificate, _mails.Enqueue, _commands.Enqueue);
            await session.Run(client.GetStream(), _end.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client left, or the sink is being closed.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions);
        _end.Dispose();
        Certificate.Dispose();
    }
}
