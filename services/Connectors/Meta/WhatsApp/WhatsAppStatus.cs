using System.Globalization;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>How far a message of ours has come. What we send carries the name of the reply, and the platform gives it back, so that a reply learns its end here.</summary>
internal static class WhatsAppStatus
{
    private const string Prefix = "inbox:";

    /// <summary>What a reply, or a part of one, is sent with (biz_opaque_callback_data).</summary>
    public static string Mark(SendReply reply, SentPart place) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{reply.ReplyId}:{reply.Attempt}{(place.Of == 1 ? "" : $":{place.Number}:{place.Of}")}");

    public static void Read(MetaReading into, Node status, Node contacts)
    {
        if (status["id"].Id is not { } id || status["status"].Text is not { } state)
        {
            into.Unreadable("A status has no \"id\" or no \"status\".");
            return;
        }
        var error = status["errors"][0];
        var note = Of(state) with
        {
            Direction = Direction.Out, Contact = WhatsAppParty.Receiver(status, contacts), TargetExternalId = id, SentAt = status["timestamp"].Seconds,
            Error = error.Exists ? Words(error) : null,
        };
        var settles = Settles(into, status, id, state, note);
        if (state != "failed")
        {
            into.Add(new Found(settles, note));
            return;
        }
        if (settles is not null)
            into.Add(Found.Of(settles, note with { Status = "sent", Error = null }));
        into.Add(Found.Of(new DeliveryFailed(into.Input.NewId(), into.Input.AccountId, id, $"WhatsApp could not deliver it: {note.Error ?? "no reason given"}", into.Input.NoLater(note.SentAt)), note));
    }

    /// <summary>The platform's words with the number that its help pages are sorted by.</summary>
    public static string Words(Node error)
    {
        var said = error["error_data"]["details"].Text ?? error["message"].Text ?? error["title"].Text ?? "no reason given";
        return error["code"].Id switch
        {
            null => said,
            "131047" => $"{WhatsAppSender.Window} The platform says: {said} (code 131047)",
            var code => $"{said} (code {code})",
        };
    }

    /// <summary>In the words of all channels. A voice message that is played was read; what the person deletes is gone on their side, and stays in ours as what was said.</summary>
    private static Note Of(string state) => state switch
    {
        "sent" or "delivered" or "read" or "failed" => new(Notes.Status) { Status = state },
        "played" => new(Notes.Status) { Status = "read" },
        "deleted" => new(Notes.Delete),
        _ => new(Notes.Ignore) { Reason = $"Nothing is known of the state '{state}'." },
    };

    /// <summary>
    /// Whatever state it is in, the platform took it: that settles a reply of which nobody knows whether it went out, and gives it the id by which its failure is told. Of what was read at once
    /// no delivery is reported.
    /// </summary>
    private static ReplyReported? Settles(MetaReading into, Node status, string id, string state, Note note) =>
        state is "sent" or "delivered" or "read" or "played" or "failed" && Marked(status["biz_opaque_callback_data"].Text) is var (reply, attempt, number, of)
            ? new(into.Input.NewId(), into.Input.AccountId, reply, attempt, of == 1 ? ReplyState.Sent : ReplyState.Sending, into.Input.NoLater(note.SentAt), of == 1 ? id : null, null)
            {
                Part = of == 1 ? null : new(number, of, id),
            }
            : null;

    private static (string Reply, int Attempt, int Number, int Of)? Marked(string? mark) =>
        mark is null || !mark.StartsWith(Prefix, StringComparison.Ordinal) ? null : mark[Prefix.Length..].Split(':') switch
        {
            [{ Length: > 0 } reply, var attempt] when Number(attempt) is { } a => (reply, a, 1, 1),
            [{ Length: > 0 } reply, var attempt, var number, var of] when Number(attempt) is { } a && Number(number) is { } n && Number(of) is { } m && n >= 1 && n <= m && m > 1 => (reply, a, n, m),
            _ => null,
        };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
