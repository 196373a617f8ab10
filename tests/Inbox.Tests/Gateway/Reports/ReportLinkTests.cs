using Inbox.Gateway;
using Inbox.Insights;

namespace Inbox.Tests.Gateway.Reports;

public sealed class ReportLinkTests
{
    [Fact]
    public void A_row_leads_to_the_same_question_as_its_report_was_asked_with()
    {
        var at = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var scope = new ReportScope(new(at, at.AddDays(7), TimeZoneInfo.Utc), [], "account");

        var row = new PeopleCount { Key = "a 1" }.Linked("second-dates", scope, new() { Account = "a,b", Who = "customer", Hours = "8", Days = 12 });

        Assert.Equal(
            "/api/v1/reports/second-dates/conversations?from=2026-03-02T00%3A00%3A00.000Z&to=2026-03-09T00%3A00%3A00.000Z&zone=UTC&account=a,b&who=customer&hours=8&days=12&groupBy=account&key=a%201",
            row.Link);
        Assert.DoesNotContain("who", new PeopleCount().Linked("people", scope, new()).Link, StringComparison.Ordinal);
    }
}
