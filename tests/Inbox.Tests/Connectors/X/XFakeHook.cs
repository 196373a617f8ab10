using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.X;

/// <summary>The one webhook of an app (Account Activity): a public https address at its usual port.</summary>
internal sealed partial class XFake
{
    private Answer MakeHook(JsonElement values)
    {
        if (!HasActivity)
            return Forbidden();
        if (values.GetProperty("url").GetString() is not { } url || !url.StartsWith("https://", StringComparison.Ordinal) || new Uri(url).Port != 443)
            return Problem(400, "Invalid Request", "UrlValidationFailed");
        Webhook = url;
        return Ok(new JsonObject { ["data"] = Hook() });
    }

    private JsonObject Hook() => new() { ["id"] = "555", ["url"] = Webhook, ["valid"] = IsValid, ["created_at"] = "2026-03-02T09:00:00.000Z" };
}
