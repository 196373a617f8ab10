using System.ComponentModel.DataAnnotations;

namespace Inbox.Gateway;

internal sealed record SignInBody : IBody
{
    [StringLength(StaffAddress.Longest, MinimumLength = 1)]
    public required string Email { get; init; }

    [StringLength(PasswordRule.Longest, MinimumLength = 1)]
    public required string Password { get; init; }
}

internal sealed record ClaimBody : IBody
{
    [StringLength(64, MinimumLength = 1)]
    public required string Token { get; init; }

    [StringLength(PasswordRule.Longest)]
    public required string Password { get; init; }

    [StringLength(100)]
    public string? Name { get; init; }

    /// <summary>Only for the first administrator.</summary>
    [StringLength(StaffAddress.Longest)]
    public string? Email { get; init; }
}

internal sealed record ChangeMeBody : IBody
{
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    [RegularExpression("^[a-z]{2}(-[A-Z]{2})?$")]
    public string? Language { get; init; }

    [AllowedValues("system", "light", "dark", null)]
    public string? Theme { get; init; }
}

internal sealed record ChangePasswordBody : IBody
{
    [StringLength(PasswordRule.Longest, MinimumLength = 1)]
    public required string Current { get; init; }

    [StringLength(PasswordRule.Longest)]
    public required string Password { get; init; }
}

/// <summary>What the page must know before anybody is signed in.</summary>
/// <param name="NeedsFirstAdministrator">Whether nobody can sign in yet.</param>
/// <param name="Demo">Whether everything here is made up.</param>
/// <param name="PublicUrl">Where the world reaches us, without a slash at the end; null while that is not known.</param>
internal sealed record Setup(bool NeedsFirstAdministrator, bool Demo, string? PublicUrl);

internal sealed record Me(string Id, string Name, string Email, Role Role, string? Language, [property: OneOf("system", "light", "dark")] string? Theme);
