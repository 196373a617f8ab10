namespace Inbox.Contracts;

/// <summary>Somebody on a channel, as the channel knows them. Everything is what the platform or the mail says; nothing is verified by being here.</summary>
/// <param name="ExternalId">The platform's id; for mail the address in its compared form (see <see cref="Address"/>), lower case.</param>
/// <param name="Name">The display name, never used to tell people apart.</param>
/// <param name="Handle">The platform's public short name, without "@".</param>
/// <param name="Address">A mailbox address as written, or a telephone number in E.164.</param>
public sealed record Party(string? ExternalId, string? Name = null, string? Handle = null, string? Address = null);
