using System.Globalization;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Inbox.Connectors.Chat;

/// <summary>Files, either way. Like every file here they are never believed: of any kind, of a bounded size, handed out only to be saved, and only to the two sides.</summary>
internal static class ChatUpload
{
    public const int MostBytes = 10_000_000;
    private const int LongestName = 150;

    public static async Task<IResult> TakeAsync(
        string account, HttpContext http, [FromServices] ChatSeats seats, [FromServices] ChatDesk desk, [FromServices] TimeProvider clock, string? clientId = null, string? name = null, string? url = null, string? title = null, string? campaign = null)
    {
        if (await seats.FindAsync(account, http.Request, http.RequestAborted) is not { } seat)
            return ChatAnswers.Stranger;
        if (seats.TooMuch(http, seat, ChatLimit.VisitorFiles, ChatLimit.AddressFiles, ChatLimit.VisitorWrites, ChatLimit.AddressWrites) is { } tooMuch)
            return tooMuch;
        if (clientId is not { Length: > 0 and <= 64 })
            return ChatAnswers.Bad("A file comes with a clientId of at most 64 characters.");
        if (await BytesAsync(http, MostBytes) is not { } bytes)
            return Results.Problem($"A file has at most {MostBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
        if (bytes.Length == 0)
            return ChatAnswers.Bad("The file is empty.");
        var type = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var claimed) && claimed.MediaType is { HasValue: true, Length: <= 100 } media ? media.ToString().ToLowerInvariant() : "application/octet-stream";
        return Results.Json(await desk.GiveAsync(seat, clientId, new NewFile(Id.New(clock), Clean(name), type, bytes), ChatAnswers.Page(url, title, campaign), http.RequestAborted));
    }

    /// <summary>A file that stands in the visitor's own timeline; everything else is not there.</summary>
    public static async Task<IResult> ReadAsync(string account, string id, HttpContext http, [FromServices] ChatSeats seats, [FromServices] Timelines timelines, [FromServices] Attachments files)
    {
        if (await seats.FindAsync(account, http.Request, http.RequestAborted) is not { } seat)
            return ChatAnswers.Stranger;
        if (seats.TooMuch(http, seat, ChatLimit.VisitorReads) is { } tooMuch)
            return tooMuch;
        if (!await timelines.HasFileAsync(account, seat.Visitor.Id, id, http.RequestAborted) || await files.FindAsync(id, http.RequestAborted) is not { Source: null } file)
            return Results.Problem("There is no such file.", statusCode: StatusCodes.Status404NotFound);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Clean(file.Name));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        return Results.Bytes(file.Content, "application/octet-stream");
    }

    /// <summary>All bytes of a request; null when there are too many.</summary>
    public static async Task<byte[]?> BytesAsync(HttpContext http, int most)
    {
        if (http.Request.ContentLength > most)
            return null;
        using var all = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        var buffer = new byte[16_384];
        for (int got; (got = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (all.Length + got > most)
                return null;
            all.Write(buffer, 0, got);
        }
        return all.ToArray();
    }

    private static string Clean(string? name)
    {
        var last = new string([.. (name ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)]).Trim();
        return last.Length == 0 ? "file" : last.Length > LongestName ? last[^LongestName..] : last;
    }
}
