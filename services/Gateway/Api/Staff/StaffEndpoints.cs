using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Members of staff. Everybody may see who their colleagues are; only administrators see addresses and change anything.</summary>
internal static class StaffEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/staff").WithTags("Staff").Requires(Right.Read).MapGet("", ListAsync);
        var admin = api.MapGroup("/staff").WithTags("Staff").Requires(Right.Administer);
        admin.MapPost("", AddAsync);
        admin.MapPatch("/{id}", ChangeAsync);
        admin.MapPost("/{id}/links", LinkAsync);
    }

    private static async Task<Ok<Listed<StaffMember>>> ListAsync(Caller caller, StaffMembers staff, CancellationToken cancel) =>
        TypedResults.Ok(Listed.All((await staff.ListAsync(cancel)).Select(row => Shown(row, withAddress: Access.May(caller.Role, Right.Administer)))));

    private static async Task<Results<Created<InvitedMember>, ProblemHttpResult>> AddAsync(
        AddStaffBody body, Caller caller, HttpContext context, StaffMembers staff, AuditTrail audit, CancellationToken cancel)
    {
        if (!StaffAddress.IsOne(body.Email))
            return Problems.Invalid("email", $"'{body.Email}' is not a mail address. Give one like ada@example.com.");
        if (await staff.AddAsync(body.Email, body.Name, body.Role, cancel) is not { } invited)
            return Problems.Invalid("email", $"'{body.Email}' belongs to a member already.");
        await audit.NoteAsync(new(AuditAction.StaffAdded, caller, ClientAddress.Of(context), invited.Id, body.Role.ToString()), cancel);
        return TypedResults.Created(
            $"/api/v1/staff/{invited.Id}", new InvitedMember(invited.Id, body.Name.Trim(), body.Email.Trim(), body.Role, false, false, invited.Link));
    }

    private static async Task<Results<Ok<StaffMember>, ProblemHttpResult>> ChangeAsync(
        string id, ChangeStaffBody body, Caller caller, HttpContext context, StaffMembers staff, AuditTrail audit, LiveConnections live, CancellationToken cancel)
    {
        switch (await staff.ChangeAsync(id, body.Role, body.Disabled, body.Name, cancel))
        {
            case StaffChange.Unknown:
                return Problems.NotFound("member of staff", id);
            case StaffChange.LastAdministrator:
                return Problems.Conflict("This is the last administrator. Make somebody else one first.");
        }
        await audit.NoteAsync(new(AuditAction.StaffChanged, caller, ClientAddress.Of(context), id, $"role {body.Role}, disabled {body.Disabled}"), cancel);
        await live.CheckAsync(cancel);
        return TypedResults.Ok(Shown((await staff.FindAsync(id, cancel))!, withAddress: true));
    }

    private static async Task<Results<Created<StaffLink>, ProblemHttpResult>> LinkAsync(
        string id, Caller caller, HttpContext context, StaffMembers staff, Invitations invitations, AuditTrail audit, CancellationToken cancel)
    {
        if (await staff.FindAsync(id, cancel) is not { DisabledAt: null })
            return Problems.NotFound("active member of staff", id);
        var link = await invitations.CreateAsync(id, cancel);
        await audit.NoteAsync(new(AuditAction.LinkCreated, caller, ClientAddress.Of(context), id), cancel);
        return TypedResults.Created((string?)null, new StaffLink(link));
    }

    private static StaffMember Shown(StaffRow row, bool withAddress) =>
        new(row.Id, row.Name, withAddress ? row.Email : null, row.InRole, row.DisabledAt is not null, row.Password is not null);
}

internal sealed record StaffMember(string Id, string Name, string? Email, Role Role, bool Disabled, bool Joined);

internal sealed record InvitedMember(string Id, string Name, string Email, Role Role, bool Disabled, bool Joined, string Link);

internal sealed record StaffLink(string Link);

internal sealed record AddStaffBody : IBody
{
    [StringLength(StaffAddress.Longest, MinimumLength = 3)]
    public required string Email { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    public required Role Role { get; init; }
}

internal sealed record ChangeStaffBody : IBody
{
    public Role? Role { get; init; }

    public bool? Disabled { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }
}
