using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>A message of a delivery, whoever wrote it.</summary>
internal static class WhatsAppMessage
{
    public static void Read(MetaReading into, Node m, Party? person, Direction direction, Node contacts)
    {
        var about = new Note(Notes.Ignore) { Direction = direction, Author = direction == Direction.In ? person : null, Contact = person, ExternalId = m["id"].Id, SentAt = m["timestamp"].Seconds };
        switch (m["type"].Text)
        {
            case "reaction" when m["reaction"]["message_id"].Id is { } target:
                var emoji = m["reaction"]["emoji"].Text;
                into.Add(about with { Action = Notes.Reaction, TargetExternalId = target, Emoji = emoji, Removed = emoji is null ? true : null });
                break;
            case "revoke" when m["revoke"]["original_message_id"].Id is { } target:
                into.Add(Found.Of(new MessageDeleted(into.Input.NewId(), into.Input.AccountId, target, into.Input.NoLater(about.SentAt)), about with { Action = Notes.Delete }));
                break;
            case "edit" when (m["edit"]["original_message_id"].Id ?? m["edit"]["message_id"].Id) is { } target:
                into.Add(m["edit"]["message"].IsObject
                    ? Found.Of(new MessageEdited(into.Input.NewId(), into.Input.AccountId, target, WhatsAppBody.Of(into, m["edit"]["message"]), into.Input.NoLater(about.SentAt)), about with { Action = Notes.Edit })
                    : Found.Of(about with { TargetExternalId = target, Reason = "The platform tells of a change and not what the message says now." }));
                break;
            case "system" or "request_welcome":
                into.Add(about with { Action = Notes.System, Author = null, Text = m["system"]["body"].Text, Reason = m["system"]["type"].Text ?? m["type"].Text });
                break;
            case "unsupported" or "unknown" or "errors":
                var why = m["errors"][0].Exists ? WhatsAppStatus.Words(m["errors"][0]) : "The platform does not hand this kind over.";
                into.Add(about with { Reason = $"{why} ({m["unsupported"]["type"].Text ?? m["type"].Text})" });
                break;
            case null when m["id"].Id is null:
                into.Unreadable("A message has neither \"id\" nor \"type\".");
                break;
            default:
                Said(into, m, person, direction, contacts);
                break;
        }
    }

    private static void Said(MetaReading into, Node m, Party? person, Direction direction, Node contacts)
    {
        if (m["id"].Id is not { } id || person is null)
        {
            into.Unreadable(m["id"].Id is { } named ? $"Message {named} names nobody." : "A message has no \"id\".");
            return;
        }
        var (input, group, referral) = (into.Input, m["group_id"].Id, m["referral"]);
        into.Add(Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, WhatsAppChannel.Name, Keys.Of(WhatsAppChannel.Name, id), direction, Visibility.Private,
            direction == Direction.In ? person : new(null), person, WhatsAppBody.Of(into, m), m["timestamp"].Seconds, input.ReceivedAt)
        {
            ExternalId = id,
            ParentExternalId = m["context"]["id"].Id,
            ThreadKey = group ?? person.ExternalId,
            Content = group is not null ? new(group)
                : m["context"]["referred_product"]["product_retailer_id"].Id is { } product ? MetaReferral.Product(product)
                : (referral["source_id"].Id ?? referral["source_url"].Text) is { } source ? new(source, referral["source_url"].Link, referral["headline"].Text ?? referral["body"].Text)
                : null,
            KnownAs = WhatsAppParty.Also(m, contacts, direction),
            PayloadId = input.PayloadId,
            Historic = input.Origin == Origin.Import,
        }));
    }
}
