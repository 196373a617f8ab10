using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>An ask with its clocks. Names are places in the pack's names; 0 is none.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal record struct PackedAsk
{
    /// <summary>No such moment.</summary>
    public const long Never = long.MinValue;

    public long AskedAt;
    public long AnsweredAt;
    public long DismissedAt;
    public long WithdrawnAt;
    public long WorkingMs;
    public long DueAt;

    /// <summary>When another member of the public first answered it under the post.</summary>
    public long PublicAt;

    /// <summary>Which message answered it: the same for asks that one message answered.</summary>
    public ulong Answer;

    public ushort AnsweredBy;
    public ushort Owner;
    public byte First;

    /// <summary>1 in hours, 0 outside, 2 where there are none.</summary>
    public byte InHours;

    /// <summary>One that is in no pack, without its names.</summary>
    public static PackedAsk Of(ReceivedAsk ask) => Of(ask, _ => 0);

    public static PackedAsk Of(ReceivedAsk ask, Func<string?, ushort> name) => new()
    {
        AskedAt = ask.AskedAt,
        AnsweredAt = ask.AnsweredAt ?? Never,
        DismissedAt = ask.DismissedAt ?? Never,
        WithdrawnAt = ask.WithdrawnAt ?? Never,
        WorkingMs = ask.WorkingMs ?? Never,
        DueAt = ask.DueAt ?? Never,
        PublicAt = ask.PublicAt ?? Never,
        Answer = ask.AnswerKey,
        AnsweredBy = name(ask.AnsweredBy),
        Owner = name(ask.Owner),
        First = ask.First ? (byte)1 : (byte)0,
        InHours = ask.InHours switch { true => 1, false => 0, _ => 2 },
    };

    /// <summary>Until when it was open.</summary>
    public readonly long EndedBy(long now) => AnsweredAt != Never ? AnsweredAt : DismissedAt != Never ? DismissedAt : WithdrawnAt != Never ? WithdrawnAt : now;

    /// <summary>How long an answered one waited, by the calendar.</summary>
    public readonly long AnswerAfter => Math.Max(0, AnsweredAt - AskedAt);

    public readonly bool IsAnswered => AnsweredAt != Never;

    public readonly bool IsWaiting => AnsweredAt == Never && DismissedAt == Never && WithdrawnAt == Never;

    /// <summary>The message that answers an ask still finds it open.</summary>
    public readonly bool IsOpenAt(long at) =>
        AskedAt < at && (AnsweredAt == Never || AnsweredAt >= at) && (DismissedAt == Never || DismissedAt > at) && (WithdrawnAt == Never || WithdrawnAt > at);
}
