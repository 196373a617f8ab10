using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>
/// Answers in the open. The platform puts them under the first comment, whichever they answer (developers.facebook.com, ig-comment/replies): whose comment answers another one would not know that it is for
/// them, so their name stands in front, as the app writes it.
/// </summary>
internal static class InstagramAnswer
{
    /// <summary>What is left for the name: at most 30, and two signs.</summary>
    public const int Room = 32;

    public static string Text(SendReply reply) => IsUnderAnother(reply) ? Mention.Of(reply.Recipient.Handle, reply.Text) : reply.Text;

    private static bool IsUnderAnother(SendReply reply) =>
        reply is { ThreadKey: { } top, ParentExternalId: { } comment } && top != comment && !InstagramMentions.IsPlace(top);
}
