using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.SystemTests;

/// <summary>Somebody else's system that pushes signed deliveries (Standard Webhooks 1.0) to an account of the channel webhook.</summary>
internal sealed class SignedHook(Uri address, string accountId, byte[] key) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Connects an account and stands ready to push to it.</summary>
    /// <param name="door">The API that connects it.</param>
    /// <param name="address">A process with the connectors' role.</param>
    public static async Task<(SignedHook Hook, string AccountId)> ConnectAsync(Api door, Uri address)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var account = await door.PostAsync("/accounts", new { channel = "webhook", name = "Shop", settings = new { secret = $"whsec_{Convert.ToBase64String(key)}" } });
        var id = account.Text("id")!;
        return (new(address, id, key), id);
    }

    /// <summary>Pushes one message of a person under a subject.</summary>
    public Task<HttpResponseMessage> SayAsync(string id, string person, string text) =>
        PushAsync($"msg_{id}", $$$"""{"type":"message.received","data":{"id":"{{{id}}}","author":{"id":"{{{person}}}","name":"{{{person}}}"},"text":"{{{text}}}"}}""");

    public async Task<HttpResponseMessage> PushAsync(string name, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var stamp = Wall.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{name}.{stamp}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/hooks/webhook/{accountId}"))
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers = { { "webhook-id", name }, { "webhook-timestamp", stamp }, { "webhook-signature", $"v1,{signature}" } },
        };
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
