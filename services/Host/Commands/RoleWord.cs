namespace Inbox.Host;

/// <summary>A role as a person types it.</summary>
internal static class RoleWord
{
    public static Gateway.Role Read(string word) => Enum.TryParse<Gateway.Role>(word, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsDigit(word[0])
        ? role
        : throw new InputException($"There is no role '{word}'. Write one of {string.Join(", ", Enum.GetNames<Gateway.Role>()).ToLowerInvariant()}.");
}
