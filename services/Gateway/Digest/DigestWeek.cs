using System.Globalization;

namespace Inbox.Gateway;

/// <summary>The week that a digest tells of: the seven days before a Monday, in its reader's zone.</summary>
/// <param name="Name">Of the week in which it is sent, e.g. <c>2026-W48</c>.</param>
/// <param name="From">The Monday before.</param>
/// <param name="To">The Monday.</param>
/// <param name="DueAt">When it is to be sent.</param>
internal sealed record DigestWeek(string Name, DateTimeOffset From, DateTimeOffset To, DateTimeOffset DueAt)
{
    private const int Hour = 7;

    /// <summary>After this it is no news any more.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    /// <summary>The latest Monday morning before a moment.</summary>
    public static DigestWeek Of(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var monday = local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7));
        if (local < monday.AddHours(Hour))
            monday = monday.AddDays(-7);
        return new($"{ISOWeek.GetYear(monday):d4}-W{ISOWeek.GetWeekOfYear(monday):d2}", At(monday.AddDays(-7), zone), At(monday, zone), At(monday.AddHours(Hour), zone));
    }

    /// <summary>Whether it is to be sent to somebody who asked for it then.</summary>
    public bool IsDue(DateTimeOffset now, DateTimeOffset since) => now >= DueAt && now < DueAt + Fresh && since < DueAt;

    /// <summary>A moment that a clock change leaves out is the first one after it.</summary>
    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
