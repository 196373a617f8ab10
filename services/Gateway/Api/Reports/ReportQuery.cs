using System.ComponentModel.DataAnnotations;

namespace Inbox.Gateway;

/// <summary>What every report is asked with.</summary>
internal sealed record ReportQuery
{
    /// <summary>Its beginning; without it, 28 days before its end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Its end, not included; without it, now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only these accounts, with a comma between.</summary>
    [StringLength(4000)]
    public string? Account { get; init; }

    /// <summary>By what the rows are counted.</summary>
    [StringLength(40)]
    public string? GroupBy { get; init; }

    /// <summary>For channels and content: whom the team wants to reach, values of a conversation's who with a comma between; without it those that the team chose (/wanted-who), at first prospect, customer, former, influencer.</summary>
    [StringLength(400)]
    public string? Who { get; init; }

    /// <summary>For questions, channels and content: within how many hours (1 to 8784) an answer counts, or workday for one working day of its account, where that has working hours; without it 24.</summary>
    [RegularExpression(@"workday|[1-9]\d{0,2}|[1-7]\d{3}|8[0-6]\d{2}|87[0-7]\d|878[0-4]")]
    public string? Hours { get; init; }

    /// <summary>For second dates: within how many days after the gap a new episode counts; without it 30.</summary>
    [Range(1, 3660)]
    public int? Days { get; init; }

    /// <summary>Whose hours, days and weeks are meant: a name of the IANA time zone database; without it UTC.</summary>
    [StringLength(60)]
    public string? Zone { get; init; }

    /// <summary>json or csv.</summary>
    [StringLength(10)]
    public string? Format { get; init; }

    /// <summary>before: the period before, of the same length, stands beside each row (response times).</summary>
    [StringLength(10)]
    public string? Compare { get; init; }

    internal bool IsCsv => Format == "csv";

    /// <summary>For CSV: en or fr, in whose words columns and values are named; en puts a comma between fields and a point into numbers, fr a semicolon and a comma, as spreadsheets there expect. Without it, the one that Accept-Language names first; else en.</summary>
    [StringLength(10)]
    public string? Language { get; init; }
}

/// <summary>Which conversations behind a report to list.</summary>
internal sealed record BehindQuery
{
    /// <summary>The row's key; without it, the row of everything, or of what is not known.</summary>
    [StringLength(400)]
    public string? Key { get; init; }

    /// <summary>Only a part of them. Response times: waiting (who asked before the period's end and waits now), met, missed; questions: inTime, late; staffing: asked, answered; depth: monologues, answered, conversations, exchanges, talks; second dates: returned, repeats, and first episodes answered, unanswered, immature (too lately to be counted), expected (of whom it is told what to expect); content: talks, relevant; channels: relevant (about the posts that count as heard); people: answered, cameBack; context: all (four fields), who, why, topic, nature, outcome (each as staff say), allKept, whoKept, whyKept, natureKept, sentimentKept, languageKept (suggestions that staff kept).</summary>
    [StringLength(20)]
    public string? Only { get; init; }

    /// <summary>What the page before had as next.</summary>
    [StringLength(100)]
    public string? Cursor { get; init; }

    /// <summary>How many; without it 50.</summary>
    [Range(1, 200)]
    public int? Limit { get; init; }
}

/// <summary>A report's rows and what they are about.</summary>
/// <param name="From">The period's beginning.</param>
/// <param name="To">The period's end, not included.</param>
/// <param name="Zone">Whose hours, days and weeks are meant.</param>
/// <param name="Rows">One for each group.</param>
internal sealed record Report<T>(DateTimeOffset From, DateTimeOffset To, string Zone, IReadOnlyList<T> Rows);
