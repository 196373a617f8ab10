using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>Sends replies. Files are uploaded first, which nobody sees, then the words go out, then each file.</summary>
internal sealed class WhatsAppSender(GraphApi graph)
{
    /// <summary>Why a reply cannot go out any more.</summary>
    public const string Window = "More than 24 hours have passed since this person last wrote; until they write again, WhatsApp takes only approved templates.";

    private const int CaptionLimit = 1024;

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var (account, reply) = (sending.Account, sending.Reply);
        if (reply.Text.Length > WhatsAppChannel.TextLimit)
            return new SendOutcome.Refused($"WhatsApp takes at most {WhatsAppChannel.TextLimit} characters; this has {reply.Text.Length}. Send it in two.");
        if ((reply.Recipient.ExternalId ?? reply.Recipient.Address?.TrimStart('+')) is not { } person)
            return new SendOutcome.Refused("It is not known whom this goes to.");
        if (reply.Template is { } template && (sending.Files.Count > 0 ? "A template carries no files. Send them apart." : WhatsAppTemplateBody.Problem(template)) is { } unfit)
            return new SendOutcome.Refused(unfit);
        if (sending.Files.Select(WhatsAppFile.Problem).FirstOrDefault(p => p is not null) is { } problem)
            return new SendOutcome.Refused(problem);
        try
        {
            var parts = Parts(reply, sending.Files);
            for (var i = 0; i < parts.Count; i++)
                if (parts[i].File is { } file && sending.Went(i + 1, parts.Count) is null)
                {
                    var outcome = await UploadAsync(account, file, cancel);
                    if (outcome is not SendOutcome.Sent uploaded)
                        return outcome;
                    parts[i] = parts[i] with { MediaId = uploaded.ExternalId };
                }
            await sending.HandingOver(cancel);
            return await InParts.SendAsync(sending, [.. parts.Select((part, i) => (Func<Task<SendOutcome>>)(() => PartAsync(account, reply, person, part, new(i + 1, parts.Count, ""), cancel)))]);
        }
        catch (OutboundException e)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message); // an upload broke; nothing is to be seen of it
        }
    }

    /// <summary>A short text goes with its only file where that can have one; otherwise first the words, then the files.</summary>
    private static List<Part> Parts(SendReply reply, IReadOnlyList<StoredFile> files)
    {
        if (reply.Text is { Length: > 0 and <= CaptionLimit } && files is [var only] && WhatsAppFile.Kind(only) is not "audio")
            return [new(reply.Text, only)];
        var alone = files.Select(f => new Part(null, f));
        return [.. reply.Text.Length > 0 ? alone.Prepend(new(reply.Text, null)) : alone];
    }

    private async Task<SendOutcome> UploadAsync(ConnectedAccount account, StoredFile file, CancellationToken cancel)
    {
        using var form = Bodies.Form([new("messaging_product", WhatsAppChannel.Name), new("type", file.MediaType)], "file", file);
        var answer = await graph.UploadAsync(account, $"{account[WhatsAppChannel.Id]}/media", form, cancel);
        return GraphOutcome.Of(answer, () => new SendOutcome.Sent(answer.Body["id"].Id ?? ""), Window, repeats: true);
    }

    private async Task<SendOutcome> PartAsync(ConnectedAccount account, SendReply reply, string person, Part part, SentPart place, CancellationToken cancel)
    {
        var values = new Dictionary<string, object> { ["messaging_product"] = WhatsAppChannel.Name, ["biz_opaque_callback_data"] = WhatsAppStatus.Mark(reply, place) };
        Address(values, reply, person);
        // A template stands for itself: the platform shows no answered message with it. And nobody quotes himself.
        if (place.Number == 1 && reply is { Template: null, Quoted: not null } && reply.ParentExternalId is { } parent && parent.StartsWith("wamid.", StringComparison.Ordinal))
            values["context"] = new { message_id = parent };
        var kind = reply.Template is not null ? "template" : part.File is { } file ? WhatsAppFile.Kind(file) : "text";
        values["type"] = kind;
        values[kind] = (kind, part.Text) switch
        {
            ("template", _) => WhatsAppTemplateBody.Of(reply.Template!),
            ("text", _) => new { body = part.Text, preview_url = true },
            ("document", null) => new { id = part.MediaId, filename = part.File!.Name },
            ("document", var caption) => new { id = part.MediaId, filename = part.File!.Name, caption },
            (_, null) => new { id = part.MediaId },
            (_, var caption) => new { id = part.MediaId, caption },
        };
        try
        {
            var answer = await graph.PostAsync(account, $"{account[WhatsAppChannel.Id]}/messages", values, cancel);
            return GraphOutcome.Of(answer, () => answer.Body["messages"][0]["id"].Id is { } id ? new SendOutcome.Sent(id) : new SendOutcome.Unknown("WhatsApp took it and gave no id for it."), Window);
        }
        catch (OutboundException e)
        {
            return GraphOutcome.Of(e);
        }
    }

    /// <summary>To a number, to somebody who hides theirs, or to a group.</summary>
    private static void Address(Dictionary<string, object> values, SendReply reply, string person)
    {
        var isGroup = reply.ThreadKey is { } thread && thread != person;
        values["recipient_type"] = isGroup ? "group" : "individual";
        values[!isGroup && WhatsAppParty.IsHidden(person) ? "recipient" : "to"] = isGroup ? reply.ThreadKey! : person;
    }

    /// <summary>What goes out as one message.</summary>
    private sealed record Part(string? Text, StoredFile? File)
    {
        public string? MediaId { get; init; }
    }
}
