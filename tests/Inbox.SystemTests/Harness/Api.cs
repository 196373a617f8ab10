using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Inbox.SystemTests;

/// <summary>An answer over HTTP: the status and what was said.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Json)
{
    public bool Ok => (int)Status is >= 200 and < 300;

    public override string ToString() => $"{(int)Status} {Json}";
}

/// <summary>The API refused what the test needs.</summary>
internal sealed class AnswerException(string path, Answer answer) : Exception($"{path} answered {answer}")
{
    public bool IsForNow => (int)answer.Status >= 500;

    /// <summary>Something that the host needs is away; it says so and asks to be asked again.</summary>
    public bool IsAway => answer.Status == HttpStatusCode.ServiceUnavailable;
}

/// <summary>The HTTP API as a program uses it.</summary>
internal sealed class Api : IDisposable
{
    private readonly HttpClient _client;

    private Api(Uri address, TimeSpan? patience = null)
    {
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = address, Timeout = patience ?? TimeSpan.FromSeconds(60) };
        _client.DefaultRequestHeaders.Add("X-Inbox", "1");
    }

    public Uri Address => _client.BaseAddress!;

    public string? Token { get; private init; }

    /// <summary>With a browser's cookie, once a session is opened.</summary>
    public static Api Visitor(Uri address) => new(address);

    /// <summary>With a token made by <c>token create</c>.</summary>
    public static Api With(string token, Uri address, TimeSpan? patience = null)
    {
        var api = new Api(address, patience) { Token = token };
        api._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return api;
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>What is read; anything but 2xx fails the test.</summary>
    public async Task<JsonElement> GetAsync(string path) => Done(await SendAsync(HttpMethod.Get, path), path);

    public async Task<JsonElement> PostAsync(string path, object? body = null) => Done(await SendAsync(HttpMethod.Post, path, body), path);

    public async Task<JsonElement> PutAsync(string path, object? body = null) => Done(await SendAsync(HttpMethod.Put, path, body), path);

    /// <summary>The raw bytes behind a path, as Latin-1.</summary>
    public async Task<string> RawAsync(string path) =>
        System.Text.Encoding.Latin1.GetString(await _client.GetByteArrayAsync($"/api/v1{path}", TestContext.Current.CancellationToken));

    public void Dispose() => _client.Dispose();

    private static JsonElement Done(Answer answer, string path) =>
        answer.Ok ? answer.Json : throw new AnswerException(path, answer);
}
