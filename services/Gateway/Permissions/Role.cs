using System.Text.Json.Serialization;

namespace Inbox.Gateway;

/// <summary>What a member of staff, or an API token, is here for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>Reads and answers.</summary>
    [JsonStringEnumMemberName("agent")] Agent,

    /// <summary>Reads, and makes the links of campaigns; answers nobody.</summary>
    [JsonStringEnumMemberName("marketer")] Marketer,

    /// <summary>Answers, and looks after accounts' schedules, what stands aside, and people's data.</summary>
    [JsonStringEnumMemberName("manager")] Manager,

    /// <summary>Everything, staff and accounts included.</summary>
    [JsonStringEnumMemberName("admin")] Admin,
}
