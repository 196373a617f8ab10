using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>
/// The one rule by which two addresses are the same (B28): the connector's compared form, else the address as written in lower case. Nothing that only
/// looks alike is ever folded together.
/// </summary>
internal static class Addresses
{
    public static string? Key(Party party) => Filled(party.ExternalId) ?? Filled(party.Address)?.Trim().ToLowerInvariant();

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : Clean.Text(text);
}
