using System.Net.Http.Headers;

namespace Inbox.Insights;

/// <summary>Asks the endpoint about one text, within limits of time and size. It ends in an outcome, never in an exception.</summary>
/// <param name="endpoint">Which one.</param>
/// <param name="http">The way out; it follows no redirects.</param>
/// <param name="clock">For the time limit, and for answers that name a moment to come again at.</param>
public sealed class EndpointCall(SuggestEndpoint endpoint, HttpMessageInvoker http, TimeProvider clock)
{
    /// <summary>How long an answer may take, to its last byte.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The bytes of the largest answer that is read.</summary>
    public const int MostBytes = 65_536;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10), Usual = TimeSpan.FromMinutes(1), UntilMended = TimeSpan.FromMinutes(5), MostPause = TimeSpan.FromHours(1);
    private bool _isPlain;

    /// <summary>What it says of a text.</summary>
    public async Task<EndpointOutcome> AskAsync(string text, CancellationToken cancel)
    {
        var (status, outcome) = await TryAsync(text, _isPlain, cancel);
        if (status is not (400 or 422) || _isPlain)
            return outcome;
        // It may not know schemas; whoever does not know the question either says so again.
        (status, outcome) = await TryAsync(text, true, cancel);
        _isPlain = status is >= 200 and < 300;
        return outcome;
    }

    private async Task<(int Status, EndpointOutcome Outcome)> TryAsync(string text, bool isPlain, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            using var request = Request(text, isPlain);
            using var response = await http.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return (status, response.IsSuccessStatusCode ? Read(await BodyAsync(response, either.Token), text) : Refused(status, response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (0, new(null, $"It did not answer within {Longest.TotalSeconds:0} seconds.", Usual));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (0, new(null, "It cannot be reached, or broke off.", Usual));
        }
    }

    private HttpRequestMessage Request(string text, bool isPlain) => new(HttpMethod.Post, endpoint.Chat)
    {
        Content = new ByteArrayContent(EndpointQuestion.Write(endpoint.Model, text, isPlain)) { Headers = { ContentType = new("application/json") } },
        Headers = { Authorization = endpoint.Key is { } key ? new("Bearer", key) : null, Accept = { new("application/json") }, UserAgent = { new("Inbox", null) } },
    };

    private static EndpointOutcome Read(byte[]? body, string text) =>
        body is null ? new(null, "Its answer is too large.", Usual)
        : EndpointAnswer.Read(body, text) is { Nature: { } nature } ? new(nature, null, TimeSpan.Zero)
        : new(null, EndpointAnswer.Read(body, text).Problem, Short);

    private EndpointOutcome Refused(int status, RetryConditionHeaderValue? again) => status switch
    {
        401 or 403 => new(null, $"It does not take the key (HTTP {status}). Check Inbox__Suggest__Key.", UntilMended),
        404 => new(null, "It knows no such address or model (HTTP 404). Check Inbox__Suggest__Url and Inbox__Suggest__Model.", UntilMended),
        429 => new(null, "It has had enough for now (HTTP 429).", Pause(again)),
        _ => new(null, $"It answers HTTP {status}.", status >= 500 && again is not null ? Pause(again) : Usual),
    };

    private TimeSpan Pause(RetryConditionHeaderValue? again)
    {
        var wanted = again?.Delta ?? (again?.Date is { } date ? date - clock.GetUtcNow() : Usual);
        return wanted < Short ? Short : wanted > MostPause ? MostPause : wanted;
    }

    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var all = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            if (all.Length + read > MostBytes)
                return null;
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }
}

/// <summary>What came of asking.</summary>
/// <param name="Nature">What it is, with its evidence; null when nothing usable was said.</param>
/// <param name="Problem">Why not, in words for the operator, without key or text.</param>
/// <param name="Pause">How long not to ask again.</param>
public sealed record EndpointOutcome(Finding? Nature, string? Problem, TimeSpan Pause);
