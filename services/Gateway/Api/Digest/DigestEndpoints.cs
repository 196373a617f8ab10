using System.ComponentModel.DataAnnotations;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>The weekly digest by mail: whether the caller reads it, and by which account it goes.</summary>
internal static class DigestEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/digest").WithTags("Digest").Requires(Right.Read);
        mine.MapGet("", ReadAsync);
        mine.MapPut("/reader", ChangeAsync);
        api.MapGroup("/digest/account").WithTags("Digest").Requires(Right.Administer).MapPut("", ChooseAsync);
    }

    private static async Task<Ok<DigestShown>> ReadAsync(Caller caller, DigestBook book, Accounts accounts, IEnumerable<ChannelDescription> channels, CancellationToken cancel)
    {
        var able = channels.Where(c => c.Notifies).Select(c => c.Channel).ToHashSet();
        var (reader, last) = (await book.ReaderAsync(caller.Id, cancel), await book.LastAsync(caller.Id, cancel));
        return TypedResults.Ok(new DigestShown(
            await book.AccountAsync(cancel), [.. (await accounts.ListAsync(cancel)).Where(a => able.Contains(a.Channel)).Select(a => a.Id)], reader is not null, reader?.Zone,
            last is null ? null : new(last.Week, last.State, last.Error, last.At.Time())));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(DigestReaderBody body, Caller caller, DigestBook book, CancellationToken cancel)
    {
        if (caller.Credential != Credential.Session)
            return Problems.Forbidden("A token has no settings of its own.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(body.Zone, out _))
            return Problems.Invalid("zone", $"'{body.Zone}' is no name of the IANA time zone database. One is Europe/Paris.");
        await book.ReadAsync(caller.Id, body.Reads ? body.Zone : null, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChooseAsync(
        DigestAccountBody body, Caller caller, HttpContext context, DigestBook book, Accounts accounts, IEnumerable<ChannelDescription> channels, AuditTrail audit, CancellationToken cancel)
    {
        if (body.AccountId is { } id && (await accounts.ListAsync(cancel)).FirstOrDefault(a => a.Id == id) is var account && !channels.Any(c => c.Notifies && c.Channel == account?.Channel))
            return Problems.Invalid("accountId", "This account is not there, or cannot write to staff.");
        await book.ChooseAsync(body.AccountId, cancel);
        await audit.NoteAsync(new(AuditAction.DigestAccountChosen, caller, ClientAddress.Of(context), body.AccountId), cancel);
        return TypedResults.NoContent();
    }
}

/// <summary>The weekly digest as its reader finds it.</summary>
/// <param name="AccountId">By which account it goes; null while nobody chose one.</param>
/// <param name="Able">The accounts that it could go by.</param>
/// <param name="Reads">Whether the caller gets it.</param>
/// <param name="Zone">In which zone their Monday begins.</param>
/// <param name="Last">What became of their last one.</param>
internal sealed record DigestShown(string? AccountId, IReadOnlyList<string> Able, bool Reads, string? Zone, DigestSent? Last);

/// <summary>What became of a digest.</summary>
/// <param name="Week">The week in which it was due.</param>
/// <param name="State">claimed, sent, later, refused or unconfirmed.</param>
/// <param name="Error">Why it is not sent.</param>
/// <param name="At">Since when.</param>
internal sealed record DigestSent(string Week, string State, string? Error, DateTimeOffset At);

internal sealed record DigestReaderBody : IBody
{
    /// <summary>Whether the caller gets it.</summary>
    public required bool Reads { get; init; }

    /// <summary>A name of the IANA time zone database.</summary>
    [StringLength(100, MinimumLength = 1)]
    public required string Zone { get; init; }
}

internal sealed record DigestAccountBody : IBody
{
    /// <summary>By which account it goes; absent for none, which sends nothing.</summary>
    [StringLength(100)]
    public string? AccountId { get; init; }
}
