using System.Text.Json;

namespace Inbox.SystemTests;

/// <summary>Answering through the API, as the page does.</summary>
internal static class Answering
{
    /// <summary>Answers what stands in the conversation now, and waits until it is sent; the reply as it then stands.</summary>
    public static async Task<JsonElement> AnswerAsync(this Api api, string conversation, string text, params string[] states)
    {
        var id = $"{Guid.CreateVersion7():n}";
        var seen = (await api.GetAsync($"/conversations/{conversation}")).Number("version");
        await api.PostAsync($"/conversations/{conversation}/replies", new { clientId = id, text, seenVersion = seen });
        return await api.ReplyAsync(conversation, id, states.Length == 0 ? ["sent"] : states);
    }
}
