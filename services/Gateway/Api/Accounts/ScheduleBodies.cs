using System.ComponentModel.DataAnnotations;
using Inbox.WorkingHours;

namespace Inbox.Gateway;

internal sealed record ScheduleBody : IBody
{
    /// <summary>An IANA name such as Europe/Paris.</summary>
    [StringLength(64, MinimumLength = 1)]
    public required string TimeZone { get; init; }

    [MaxLength(100)]
    public IReadOnlyList<HoursBody> Weekly { get; init; } = [];

    /// <summary>Days off, yyyy-MM-dd.</summary>
    [MaxLength(CalendarDays.MostDays)]
    public IReadOnlyList<string> Holidays { get; init; } = [];

    /// <summary>Single days with hours of their own.</summary>
    [MaxLength(CalendarDays.MostDays)]
    public IReadOnlyList<DatedBody> Dated { get; init; } = [];

    /// <summary>The first day it holds, yyyy-MM-dd.</summary>
    [StringLength(10, MinimumLength = 10)]
    public required string ValidFrom { get; init; }

    internal ScheduleHours Hours => new(TimeZone, [.. Weekly.Select(w => new OpenHours(w.Days, w.From, w.To))], Holidays, ValidFrom)
    {
        Dated = [.. Dated.Select(d => new DatedHours(d.Date, [.. d.Ranges.Select(r => new TimeRange(r.From, r.To))]))],
    };
}

internal sealed record HoursBody : IBody
{
    /// <summary>1 Monday to 7 Sunday.</summary>
    [MaxLength(7)]
    public required IReadOnlyList<int> Days { get; init; }

    [StringLength(5, MinimumLength = 5)]
    public required string From { get; init; }

    [StringLength(5, MinimumLength = 5)]
    public required string To { get; init; }
}

internal sealed record DatedBody : IBody
{
    /// <summary>yyyy-MM-dd.</summary>
    [StringLength(10, MinimumLength = 10)]
    public required string Date { get; init; }

    /// <summary>When; none: nobody works that day.</summary>
    [MaxLength(20)]
    public IReadOnlyList<RangeBody> Ranges { get; init; } = [];
}

internal sealed record RangeBody : IBody
{
    [StringLength(5, MinimumLength = 5)]
    public required string From { get; init; }

    [StringLength(5, MinimumLength = 5)]
    public required string To { get; init; }
}

internal sealed record OwnerBody : IBody
{
    /// <summary>The team whose hours the account goes by; absent for its own.</summary>
    [StringLength(64)]
    public string? TeamId { get; init; }
}

internal sealed record CalendarBody : IBody
{
    /// <summary>An iCalendar file.</summary>
    [StringLength(CalendarDays.MostCharacters)]
    public required string Calendar { get; init; }
}
