using System.Diagnostics;
using System.Text.Json;
using Inbox.Servers;

namespace Inbox.SystemTests.Pages;

/// <summary>The API as the page's own visitor sees it: what a test needs to know beside what it looks at.</summary>
internal static class PageApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<JsonElement> GetAsync(this Session session, string path)
    {
        var answer = await session.Context.APIRequest.GetAsync($"/api/v1{path}");
        Assert.True(answer.Ok, $"{path} answered {answer.Status} {await answer.TextAsync()}");
        return (await answer.JsonAsync())!.Value;
    }

    public static async Task SendAsync(this Session session, string method, string path, object? body = null)
    {
        var answer = await session.Context.APIRequest.FetchAsync(
            $"/api/v1{path}", new() { Method = method, Headers = [new("X-Inbox", "1")], DataObject = body });
        Assert.True(answer.Ok, $"{method} {path} answered {answer.Status} {await answer.TextAsync()}");
    }

    /// <summary>The id of the conversation whose subject begins so, once it stands there.</summary>
    public static async Task<string> ConversationAsync(this Session session, string subject)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            string? cursor = null;
            do
            {
                var page = await session.GetAsync($"/conversations?limit=100{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
                foreach (var card in page.GetProperty("items").EnumerateArray())
                    if (card.GetProperty("subject").GetString()?.StartsWith(subject, StringComparison.Ordinal) == true) return card.GetProperty("id").GetString()!;
                cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            }
            while (cursor is not null);
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException($"No conversation '{subject}' came.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static async Task<IReadOnlyList<JsonElement>> MessagesAsync(this Session session, string conversation) =>
        [.. (await session.GetAsync($"/conversations/{conversation}/messages")).GetProperty("items").EnumerateArray()];

    /// <summary>Looks again and again until it is so.</summary>
    public static async Task Until(Func<bool> isSo, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !isSo(); await Task.Delay(20, TestContext.Current.CancellationToken))
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException($"Not seen in time: {what}.");
    }
}
