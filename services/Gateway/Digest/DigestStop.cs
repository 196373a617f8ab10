using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Inbox.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>
/// Where a reader stops the digest from the mail itself, signed in or not (RFC 8058): the address carries their id under an HMAC and does nothing else. Looking at it changes nothing, since mail programs and scanners look; a
/// POST does.
/// </summary>
internal sealed class DigestStop(MasterKey master)
{
    private readonly byte[] _key = master.For("digest");

    public static void Map(WebApplication app)
    {
        app.MapGet("/digest/stop/{token}", ShowAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/digest/stop/{token}", StopAsync).AllowAnonymous().ExcludeFromDescription();
    }

    public string TokenOf(string staffId) => $"{staffId}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(staffId)).AsSpan(0, 16))}";

    /// <summary>The reader whose token this is; null for what we did not write.</summary>
    public string? Read(string token) =>
        token.LastIndexOf('.') is > 0 and var cut && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenOf(token[..cut]))) ? token[..cut] : null;

    private static async Task<IResult> ShowAsync(string token, DigestStop stop, DigestBook book, CancellationToken cancel) =>
        stop.Read(token) is not { } id ? Problems.NotFound("address", "/digest/stop")
        : await book.ReaderAsync(id, cancel) is { } reader ? Page(DigestWords.In(reader.Language), w => $"""<h1>{E(w["stopTitle"])}</h1><form method="post"><button>{E(w["stop"])}</button></form>""")
        : Page(DigestWords.In(null), w => $"<p>{E(w["stopped"])}</p>");

    private static async Task<IResult> StopAsync(string token, DigestStop stop, DigestBook book, CancellationToken cancel)
    {
        if (stop.Read(token) is not { } id)
            return Problems.NotFound("address", "/digest/stop");
        var words = DigestWords.In((await book.ReaderAsync(id, cancel))?.Language);
        await book.ReadAsync(id, null, cancel);
        return Page(words, w => $"<p>{E(w["stopped"])}</p>");
    }

    private static IResult Page(DigestWords words, Func<DigestWords, string> body) =>
        Results.Text($"""<!doctype html><html lang="{words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Inbox</title></head><body><main>{body(words)}</main></body></html>""", "text/html; charset=utf-8");

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
