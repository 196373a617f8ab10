using Inbox.Connectors;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>The way out of the family, and how its platform says that it wants nothing now, or not this.</summary>
internal static class MetaOutlet
{
    public static Trouble Trouble { get; } = new(TimeSpan.FromMinutes(19), "(#100) Invalid parameter") { IsKeyless = true };

    public static Task<Outlet> OpenAsync(IChannel channel, IReadOnlyDictionary<string, string> settings, GraphFake fake, TimeProvider clock, params (Way Way, Whom Whom)[] whom) => HttpOutlet.OpenAsync(
        channel, settings, "graphUrl",
        new(
            fake.Answer, () => fake.Posted.Count,
            GraphFake.Error(400, 80007, "Rate limit hit", headers: new() { ["X-Business-Use-Case-Usage"] = """{"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":19}]}""" }),
            GraphFake.Error(400, 100, Trouble.Words))
        {
            Whom = whom.ToDictionary(w => w.Way, w => w.Whom),
        },
        clock);
}
