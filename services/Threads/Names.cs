using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>The wire's words for values that are stored as text.</summary>
internal static class Names
{
    public const string List = "list", Spam = "spam";

    public static string? Of(AutomaticKind? kind) => kind switch
    {
        AutomaticKind.AutoReply => "auto-reply",
        AutomaticKind.Bounce => "bounce",
        AutomaticKind.List => List,
        AutomaticKind.System => "system",
        _ => null,
    };

    public static string Of(ModerationState state) => state switch
    {
        ModerationState.Held => "held",
        ModerationState.Hidden => "hidden",
        ModerationState.Spam => Spam,
        _ => "approved",
    };

    public static ModerationState ModerationOf(string name) => Enum.GetValues<ModerationState>().First(s => Of(s) == name);

    public static string Of(ReplyState state) => state switch
    {
        ReplyState.Queued => "queued",
        ReplyState.Sending => "sending",
        ReplyState.Sent => "sent",
        ReplyState.Failed => "failed",
        _ => "unconfirmed",
    };
}
