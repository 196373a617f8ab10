namespace Inbox.Contracts;

/// <summary>The post, article or story that a message is about.</summary>
/// <param name="ExternalId">The platform's id of the content.</param>
/// <param name="Url">Where people see it.</param>
/// <param name="Title">Its title or first words.</param>
public sealed record ContentRef(string ExternalId, string? Url = null, string? Title = null);
