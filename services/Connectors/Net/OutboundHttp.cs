using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Inbox.Connectors.Net;

/// <summary>
/// HTTP on the one way out (<see cref="Outbound"/>): no redirects, no cookies, answers bounded in size and time. A vendor that says no is an answer; only a vendor that
/// cannot be reached is an exception: <see cref="OutboundException"/>, which knows whether the request may have arrived.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    /// <summary>Bytes of the largest answer that is read.</summary>
    public const int MostBytes = 30_000_000;

    /// <summary>How long an answer may take that carries a file, or that something was done for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>How long an answer to a look may take: two of them in vain, and the pause between looks, stay under the minute in which staff are to hear of a platform that says nothing.</summary>
    public static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(12);

    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _http;

    /// <param name="outbound">The way out.</param>
    /// <param name="clock">For answers that name a moment to come again at.</param>
    public OutboundHttp(Outbound outbound, TimeProvider clock)
    {
        _clock = clock;
        _http = Open(outbound);
    }

    /// <summary>The bare way, for what brings limits of its own.</summary>
    /// <param name="outbound">The way out.</param>
    public static HttpMessageInvoker Open(Outbound outbound) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), // names are looked up again
        ConnectTimeout = TimeSpan.FromSeconds(20),
        MaxResponseHeadersLength = 64,
        ConnectCallback = async (context, cancel) => await outbound.OpenAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel),
    });

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="request">Where to and what.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="longest">How long the answer may take; <see cref="LongestLook"/> for a GET and <see cref="Longest"/> for anything else when not said.</param>
    public async Task<HttpReply> SendAsync(HttpRequestMessage request, CancellationToken cancel, TimeSpan? longest = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(longest ?? (request.Method == HttpMethod.Get ? LongestLook : Longest));
        request.Headers.UserAgent.TryParseAdd("Inbox");
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            return new((int)response.StatusCode, await BodyAsync(response, limit.Token), response.Content.Headers.ContentType?.ToString(), RetryAfter(response.Headers.RetryAfter))
            {
                Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            };
        }
        catch (HttpRequestException e)
        {
            throw new OutboundException(Why(e, request.RequestUri!), mayHaveArrived: e.HttpRequestError is not (
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError), e);
        }
        catch (IOException e)
        {
            throw new OutboundException($"{request.RequestUri!.Host} broke off its answer.", true, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new OutboundException($"{request.RequestUri!.Host} did not answer in time.", true, e);
        }
    }

    /// <summary>Reads an answer that does not end (server-sent events), line by line as they come, until it ends after all or says nothing for too long.</summary>
    /// <param name="request">Where to.</param>
    /// <param name="said">Takes a line; the first call, with an empty line, means that the other side has begun to answer.</param>
    /// <param name="silence">How long it may say nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The status: anything but 2xx was refused without a line.</returns>
    public async Task<int> ReadLinesAsync(HttpRequestMessage request, Action<string> said, TimeSpan silence, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(silence);
        request.Headers.UserAgent.TryParseAdd("Inbox");
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            if (!response.IsSuccessStatusCode)
                return (int)response.StatusCode;
            said("");
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            using var line = new MemoryStream();
            var buffer = new byte[4096];
            for (int read; (read = await stream.ReadAsync(buffer, limit.Token)) > 0; limit.CancelAfter(silence))
                Lines.Cut(buffer.AsSpan(0, read), line, said);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException e)
        {
            throw new OutboundException(Why(e, request.RequestUri!), mayHaveArrived: true, e);
        }
        catch (IOException e)
        {
            throw new OutboundException($"{request.RequestUri!.Host} broke off its answer.", true, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new OutboundException($"{request.RequestUri!.Host} fell silent.", true, e);
        }
    }

    /// <summary>Closes the connections that are kept.</summary>
    public void Dispose() => _http.Dispose();

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var all = new MemoryStream();
        var buffer = new byte[16384];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            if (all.Length + read > MostBytes)
                throw new IOException("The answer is too large.");
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }

    private static string Why(HttpRequestException e, Uri to) => e.InnerException switch
    {
        UnauthorizedAccessException => $"{to.Host} is a private address. An operator can allow it: see AllowedHosts in deploy/README.md.",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => $"There is no host named {to.Host}. Check the address.",
        SocketException socket => $"{to.Host} cannot be reached on port {to.Port}: {socket.Message}.",
        AuthenticationException => $"{to.Host} has no certificate that can be trusted.",
        _ => $"{to.Host} does not answer as a web server ({e.HttpRequestError}).",
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? value) => value?.Delta ?? (value?.Date is { } date ? date - _clock.GetUtcNow() : null);
}

/// <summary>What a vendor answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Type">The media type that it claims.</param>
/// <param name="RetryAfter">When to come again, when it says so.</param>
public sealed record HttpReply(int Status, byte[] Body, string? Type, TimeSpan? RetryAfter)
{
    /// <summary>The headers, whose names are found in any case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>2xx.</summary>
    public bool IsWell => Status is >= 200 and < 300;
}

/// <summary>A vendor could not be reached, or broke off.</summary>
/// <param name="reason">Why, in words for staff.</param>
/// <param name="mayHaveArrived">Whether the request may have had its effect.</param>
/// <param name="inner">The cause.</param>
public sealed class OutboundException(string reason, bool mayHaveArrived, Exception inner) : Exception(reason, inner)
{
    /// <summary>Whether the request may have had its effect.</summary>
    public bool MayHaveArrived { get; } = mayHaveArrived;
}
