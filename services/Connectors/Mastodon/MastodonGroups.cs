using System.Text;
using Inbox.Connectors.Json;

namespace Inbox.Connectors.Mastodon;

/// <summary>Grouped notifications (<c>/api/v2/notifications</c>), where accounts and statuses stand apart, as notifications that are whole.</summary>
internal static class MastodonGroups
{
    public static List<Node> Of(Node body)
    {
        var (accounts, statuses) = (ById(body["accounts"].Concat(body["partial_accounts"])), ById(body["statuses"]));
        return [.. body["notification_groups"].Select(g => Whole(g, accounts, statuses))];
    }

    /// <summary>By the latest of those who did it; the platform groups no mentions.</summary>
    private static Node Whole(Node group, Dictionary<string, Node> accounts, Dictionary<string, Node> statuses)
    {
        var who = accounts.GetValueOrDefault(group["sample_account_ids"][0].Id ?? "");
        var status = statuses.GetValueOrDefault(group["status_id"].Id ?? "");
        var json = $$"""{"id":{{Or(group["most_recent_notification_id"])}},"type":{{Or(group["type"])}},"created_at":{{Or(group["latest_page_notification_at"])}},"account":{{Or(who)}},"status":{{Or(status)}}}""";
        return Node.Read(Encoding.UTF8.GetBytes(json), out _) ?? default;
    }

    private static string Or(Node node) => node.Exists ? node.ToString() : "null";

    private static Dictionary<string, Node> ById(IEnumerable<Node> nodes) => nodes.Where(n => n["id"].Id is not null).DistinctBy(n => n["id"].Id).ToDictionary(n => n["id"].Id!);
}
