using System.ComponentModel.DataAnnotations;
using Inbox.Contracts;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>The links of campaigns: what staff put into posts and newsletters, so that it is known whom these brought.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/links").WithTags("Links").Requires(Right.Read).MapGet("", ListAsync);
        var links = api.MapGroup("/links").WithTags("Links").Requires(Right.Promote);
        links.MapPost("", AddAsync);
        links.MapDelete("/{reference}", RemoveAsync);
    }

    private static async Task<Ok<Listed<LinkShown>>> ListAsync(TrackedLinks links, StaffNames names, PublicAddress address, CancellationToken cancel)
    {
        var all = await links.ListAsync(cancel);
        var staff = await names.OfAsync(all.Select(l => l.CreatedBy), cancel);
        return TypedResults.Ok(Listed.All(all.Select(l => LinkShown.Of(l, address, l.CreatedBy is { } id ? staff.GetValueOrDefault(id)?.Name : null))));
    }

    private static async Task<Results<Created<LinkShown>, ProblemHttpResult>> AddAsync(
        LinkBody body, Caller caller, HttpContext context, TrackedLinks links, PublicAddress address, AuditTrail audit, CancellationToken cancel)
    {
        if (Uri.TryCreate(body.Target, UriKind.Absolute, out var target) && target.AbsoluteUri.StartsWith($"{address.Url}/t/", StringComparison.OrdinalIgnoreCase))
            return Problems.Invalid("target", "A link leads to a page, not to another link.");
        var (link, field, problem) = await links.AddAsync(body.Target, new(body.Campaign, body.Source, body.Medium), body.MailKey, caller.Id, cancel);
        if (link is null)
            return Problems.Invalid(field, problem);
        await audit.NoteAsync(new(AuditAction.TrackedLinkAdded, caller, ClientAddress.Of(context), link.Reference, new Uri(link.Target).Host), cancel);
        return TypedResults.Created($"/api/v1/links/{link.Reference}", LinkShown.Of(link, address, caller.Name));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string reference, Caller caller, HttpContext context, TrackedLinks links, AuditTrail audit, CancellationToken cancel)
    {
        if (!await links.RemoveAsync(reference, cancel))
            return Problems.NotFound("link", reference);
        await audit.NoteAsync(new(AuditAction.TrackedLinkRemoved, caller, ClientAddress.Of(context), reference), cancel);
        return TypedResults.NoContent();
    }
}

/// <summary>A link of a campaign.</summary>
/// <param name="Id">Its reference, which mails carry.</param>
/// <param name="Url">What is put into posts and newsletters.</param>
/// <param name="Target">The page that it leads to.</param>
/// <param name="Campaign">What it says of whoever follows it.</param>
/// <param name="MailKey">What the campaign's mails are known by besides the reference.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">The name of who made it.</param>
internal sealed record LinkShown(string Id, string Url, string Target, Campaign Campaign, string? MailKey, DateTimeOffset CreatedAt, string? CreatedBy)
{
    public static LinkShown Of(TrackedLink link, PublicAddress address, string? by) =>
        new(link.Reference, $"{address.Url}/t/{link.Reference}", link.Target, link.Campaign, link.MailKey, link.CreatedMs.Time(), by);
}

internal sealed record LinkBody : IBody
{
    /// <summary>The page that it leads to, http or https.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public required string Target { get; init; }

    /// <summary>utm_campaign.</summary>
    [StringLength(Inbox.Contracts.Campaign.Longest, MinimumLength = 1)]
    public required string Campaign { get; init; }

    /// <summary>utm_source.</summary>
    [StringLength(Inbox.Contracts.Campaign.Longest)]
    public string? Source { get; init; }

    /// <summary>utm_medium.</summary>
    [StringLength(Inbox.Contracts.Campaign.Longest)]
    public string? Medium { get; init; }

    /// <summary>The List-ID, or what the campaign headers of its mails say, where a tool sends them that cannot carry the reference.</summary>
    [StringLength(200)]
    public string? MailKey { get; init; }
}
