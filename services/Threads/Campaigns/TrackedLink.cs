using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A link that staff made: where it leads, and what it says of whoever follows it.</summary>
public sealed record TrackedLink
{
    internal const string Select = "select reference, target, campaign as CampaignName, source, medium, mail_key as MailKey, created_at as CreatedMs, created_by as CreatedBy from tracked_links";

    /// <summary>What it is known by, e.g. <c>spring-k7f3q</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The page it leads to.</summary>
    public required string Target { get; init; }

    public required string CampaignName { get; init; }
    public string? Source { get; init; }
    public string? Medium { get; init; }

    /// <summary>What the campaign's mails are known by besides the reference.</summary>
    public string? MailKey { get; init; }

    public long CreatedMs { get; init; }

    /// <summary>The member of staff.</summary>
    public string? CreatedBy { get; init; }

    public Campaign Campaign => new(CampaignName, Source, Medium);

    /// <summary>Where a browser is sent: the target, which is told the campaign as every site's statistics expect it. What the target's address says already stays.</summary>
    public string Location
    {
        get
        {
            var target = new Uri(Target);
            var said = target.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
            var more = new[] { ("utm_campaign", CampaignName), ("utm_source", Source), ("utm_medium", Medium), ("utm_id", Reference) }
                .Where(p => p.Item2 is not null && !said.Any(s => s.StartsWith($"{p.Item1}=", StringComparison.OrdinalIgnoreCase)))
                .Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}");
            return $"{target.GetLeftPart(UriPartial.Path)}?{string.Join('&', said.Concat(more))}{target.Fragment}";
        }
    }
}
