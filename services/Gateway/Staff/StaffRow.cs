namespace Inbox.Gateway;

internal sealed record StaffRow
{
    public const string Columns = "id, email, name, role, password, language, theme, disabled_at as DisabledAt, created_at as CreatedAt";

    public required string Id { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public string? Password { get; init; }
    public string? Language { get; init; }
    public string? Theme { get; init; }
    public long? DisabledAt { get; init; }
    public long CreatedAt { get; init; }

    public Role InRole => Enum.Parse<Role>(Role);
}
