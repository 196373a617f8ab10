using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>Lets staff in and out. Every way in starts a session under a new id.</summary>
internal sealed class SignIn(SignInStores stores, Passwords passwords, SessionCookie cookie, AuditTrail audit)
{
    public async Task<SignInOutcome> WithPasswordAsync(string email, string password, HttpContext context, CancellationToken cancel)
    {
        var address = ClientAddress.Of(context);
        if (await stores.Limit.BeginAsync(email, address, cancel) is not { } attempt)
        {
            await audit.NoteAsync(new(AuditAction.SignInLimited, null, address, Detail: StaffAddress.Key(email)), cancel);
            return new(null, Limited: true);
        }
        var member = await stores.Staff.FindByEmailAsync(email, cancel);
        var fits = await passwords.VerifyAsync(password, member?.Password, cancel);
        if (!fits || member is not { DisabledAt: null })
        {
            await audit.NoteAsync(new(AuditAction.SignInFailed, null, address, member?.Id, StaffAddress.Key(email)), cancel);
            return new(null);
        }
        await stores.Limit.SucceededAsync(attempt, cancel);
        return new(await BeginAsync(member, AuditAction.SignedIn, context, cancel));
    }

    public async Task<SignInOutcome> WithLinkAsync(ClaimBody body, HttpContext context, CancellationToken cancel)
    {
        if (await stores.Invitations.FindAsync(body.Token, cancel) is not { } invitation)
            return new(null);
        var email = invitation.StaffId is null ? body.Email : invitation.Email;
        var name = body.Name?.Trim() is { Length: > 0 } given ? given : invitation.Name;
        var errors = new List<(string, string)>();
        if (!StaffAddress.IsOne(email))
            errors.Add(("email", "Give a mail address, like ada@example.com."));
        if (string.IsNullOrEmpty(name))
            errors.Add(("name", "Give the name that colleagues and customers will see."));
        if (PasswordRule.Problem(body.Password, email, name) is { } problem)
            errors.Add(("password", problem));
        if (errors.Count > 0)
            return new(null) { Errors = errors };
        var claim = new Claim(invitation.StaffId, email, name!, await passwords.HashAsync(body.Password, cancel));
        if (await stores.Invitations.UseAsync(body.Token, claim, cancel) is not { } id || await stores.Staff.FindAsync(id, cancel) is not { } member)
            return new(null);
        return new(await BeginAsync(member, AuditAction.LinkUsed, context, cancel));
    }

    public async Task OutAsync(Caller caller, HttpContext context, CancellationToken cancel)
    {
        if (caller.Credential == Credential.Session)
            await stores.Sessions.EndAsync(caller.CredentialId, cancel);
        cookie.Clear(context);
        await audit.NoteAsync(new(AuditAction.SignedOut, caller, ClientAddress.Of(context)), cancel);
    }

    /// <summary>Changes a password; other sessions end and this one goes on under a new id. Why not, or null when done.</summary>
    public async Task<(string Key, string Message)?> ChangePasswordAsync(Caller caller, ChangePasswordBody body, HttpContext context, CancellationToken cancel)
    {
        var member = (await stores.Staff.FindAsync(caller.Id, cancel))!;
        if (await stores.Limit.BeginAsync(member.Email, ClientAddress.Of(context), cancel) is not { } attempt)
            return ("current", "There were too many wrong tries. Wait 15 minutes.");
        if (!await passwords.VerifyAsync(body.Current, member.Password, cancel))
            return ("current", "This is not your password now.");
        await stores.Limit.SucceededAsync(attempt, cancel);
        if (PasswordRule.Problem(body.Password, member.Email, member.Name) is { } problem)
            return ("password", problem);
        await stores.Staff.SetPasswordAsync(member.Id, await passwords.HashAsync(body.Password, cancel), cancel);
        await BeginAsync(member, AuditAction.PasswordChanged, context, cancel);
        return null;
    }

    private async Task<Me> BeginAsync(StaffRow member, string action, HttpContext context, CancellationToken cancel)
    {
        if (cookie.Read(context.Request) is { } old && Secret.Hash(old) is { } oldId)
            await stores.Sessions.EndAsync(oldId, cancel);
        var address = ClientAddress.Of(context);
        cookie.Write(context, await stores.Sessions.StartAsync(member.Id, address, cancel));
        await audit.NoteAsync(new(action, new(member.Id, member.Name, member.InRole, Credential.Session, ""), address), cancel);
        return Shown(member);
    }

    public static Me Shown(StaffRow member) => new(member.Id, member.Name, member.Email, member.InRole, member.Language, member.Theme);
}

/// <summary>Where sign-in looks things up.</summary>
internal sealed record SignInStores(StaffMembers Staff, Invitations Invitations, Sessions Sessions, SignInLimit Limit);

/// <summary>Who is in; or that there were too many tries; or what to mend.</summary>
internal sealed record SignInOutcome(Me? Me, bool Limited = false)
{
    public IReadOnlyList<(string Key, string Message)>? Errors { get; init; }
}
