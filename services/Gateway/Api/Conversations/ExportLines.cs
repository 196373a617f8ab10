using System.Runtime.CompilerServices;
using System.Text.Json;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>Every conversation with its clocks and messages as lines of JSON, in the shapes of the API. For whoever has a shell on the server: nothing is left out, and no secret is in it.</summary>
public sealed class ExportLines
{
    private static readonly JsonSerializerOptions Options = Lines();
    private readonly Export _export;
    private readonly Shown _shown;

    internal ExportLines(Export export, Shown shown) => (_export, _shown) = (export, shown);

    /// <summary>One line a conversation, in the order of their making; one conversation is in memory at a time.</summary>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var exported in _export.RunAsync(cancel))
        {
            var everywhere = exported.Conversation.Related.Select(r => r.AccountId).Append(exported.Conversation.Card.AccountId).ToHashSet();
            var conversation = await _shown.ConversationAsync(exported.Conversation, new(everywhere, IsAll: true), cancel);
            var line = JsonSerializer.SerializeToNode(conversation, Options)!.AsObject();
            line["messages"] = JsonSerializer.SerializeToNode(_shown.Messages(exported.Messages), Options);
            yield return line.ToJsonString(Options);
        }
    }

    private static JsonSerializerOptions Lines()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Json.Configure(options);
        return options;
    }
}
