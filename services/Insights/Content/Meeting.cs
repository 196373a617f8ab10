namespace Inbox.Insights;

/// <summary>A person whom a post brought to us.</summary>
/// <param name="Person">Their number.</param>
/// <param name="Post">The post's number.</param>
/// <param name="Who">The number of what staff say that they are.</param>
/// <param name="TalkedAt">When it became a conversation; null when it is none.</param>
/// <param name="GapEnd">When the gap after their first episode was over.</param>
/// <param name="IsBack">Whether they came back in time; null for whom we had met elsewhere.</param>
internal readonly record struct Meeting(int Person, int Post, int Who, long? TalkedAt, long GapEnd, bool? IsBack);
