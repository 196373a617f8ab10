using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>Reads deliveries of the Cloud API: messages, echoes of what the business app wrote, delivery states. Pure.</summary>
internal static class WhatsAppReader
{
    public static Reading Read(RawInput input) => MetaReading.Of(input, Entry);

    private static void Entry(MetaReading into, Node entry)
    {
        if (!entry["changes"].Any())
            into.Unreadable("An entry has no \"changes\".");
        foreach (var change in entry["changes"])
            Change(into, change["field"].Text ?? "", change["value"]);
    }

    private static void Change(MetaReading into, string field, Node value)
    {
        var number = value["metadata"]["phone_number_id"].Id;
        // What is told about the business as a whole names no number.
        if ((number is not null || IsSaid(value)) && !into.Takes(number, "number"))
            return;
        var before = into.Count;
        foreach (var message in value["messages"])
            WhatsAppMessage.Read(into, message, WhatsAppParty.Author(message, value), Direction.In, value["contacts"]);
        foreach (var echo in value["message_echoes"])
            WhatsAppMessage.Read(into, echo, WhatsAppParty.Recipient(echo), Direction.Out, default);
        foreach (var status in value["statuses"])
            WhatsAppStatus.Read(into, status, value["contacts"]);
        foreach (var preference in value["user_preferences"])
            into.Add(new Note(Notes.System) { Author = WhatsAppParty.Of(preference, default), SentAt = preference["timestamp"].Seconds, Reason = preference["detail"].Text ?? "Somebody changed what they want to hear of." });
        if (into.Count == before)
            Other(into, field, value);
    }

    private static bool IsSaid(Node value) => value["messages"].Any() || value["message_echoes"].Any() || value["statuses"].Any();

    /// <summary>What no person says: errors, and what the platform tells about the account.</summary>
    private static void Other(MetaReading into, string field, Node value)
    {
        var error = value["errors"][0];
        if (error.Exists)
            into.Add(new Note(Notes.System) { Reason = $"The platform reports an error: {WhatsAppStatus.Words(error)}" });
        else if (field is "account_update" or "account_alerts" or "account_review_update" or "phone_number_quality_update" or "phone_number_name_update" or "business_capability_update"
            or "message_template_status_update" or "message_template_quality_update" or "template_category_update" or "security" or "user_id_update")
            into.Add(new Note(Notes.System) { Reason = $"{field}: {value["event"].Text ?? value["decision"].Text ?? value["current_limit"].Text ?? "see the raw data"}" });
        else if (field is "messages" && !value.IsObject)
            into.Unreadable("A change has no \"value\".");
        else
            into.Ignore($"Nothing is known of the field '{field}'.");
    }
}
