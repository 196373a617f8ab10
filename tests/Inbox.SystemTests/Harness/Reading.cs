using System.Text.Json;

namespace Inbox.SystemTests;

/// <summary>What tests ask the API for again and again.</summary>
internal static class Reading
{
    /// <summary>All items of a list, over its pages.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AllAsync(this Api api, string path)
    {
        var (all, cursor) = (new List<JsonElement>(), (string?)null);
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await api.GetAsync(cursor is null ? $"{path}{separator}limit=200" : $"{path}{separator}limit=200&cursor={Uri.EscapeDataString(cursor)}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>A conversation's messages, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> MessagesAsync(this Api api, string conversation)
    {
        var (all, before) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = await api.GetAsync($"/conversations/{conversation}/messages?limit=200{(before is null ? "" : $"&before={Uri.EscapeDataString(before)}")}");
            all.InsertRange(0, page.GetProperty("items").EnumerateArray());
            before = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (before is not null);
        return [.. all.OrderBy(m => m.Time("at")).ThenBy(m => m.Text("id"), StringComparer.Ordinal)];
    }

    public static Task<IReadOnlyList<JsonElement>> CardsAsync(this Api api, string account, string? state = null) =>
        api.AllAsync($"/conversations?account={account}{(state is null ? "" : $"&state={state}")}");

    /// <summary>The conversation with this subject, once it stands there.</summary>
    public static Task<JsonElement> CardAsync(this Api api, string account, string subject, string? state = null) =>
        Eventually.Until(
            async () => (await api.CardsAsync(account, state)).FirstOrDefault(c => c.Text("subject") == subject),
            card => card.ValueKind == JsonValueKind.Object,
            $"a conversation '{subject}'{(state is null ? "" : $" that is {state}")}");

    /// <summary>A conversation once it is as wanted.</summary>
    public static Task<JsonElement> ConversationAsync(this Api api, string id, Func<JsonElement, bool> isWanted, string what) =>
        Eventually.Until(() => api.GetAsync($"/conversations/{id}"), isWanted, what);

    /// <summary>Our reply once it is in this state.</summary>
    public static Task<JsonElement> ReplyAsync(this Api api, string conversation, string clientId, params string[] states) =>
        Eventually.Until(
            async () => (await api.MessagesAsync(conversation)).FirstOrDefault(m => m.Text("clientId") == clientId),
            reply => reply.ValueKind == JsonValueKind.Object && states.Contains(reply.Text("state")),
            $"reply {clientId} {string.Join(" or ", states)}");

    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(this JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static long Number(this JsonElement json, string name) => json.GetProperty(name).GetInt64();

    public static DateTimeOffset? Time(this JsonElement json, string name) => json.Text(name) is { } text ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    public static IReadOnlyList<JsonElement> List(this JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray()];
}
