using Inbox.Insights;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>Whether this process lives, and whether it can work: it can while its database answers, even when the broker is away.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Database database, IServiceProvider services, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            await database.OneAsync<long>("select 1", null, limit.Token);
            // It helps and nothing hangs on it: told, but no reason to take the process out of service.
            return Results.Text(services.GetService<EndpointState>()?.Problem is { } problem ? $"ready\nThe endpoint for suggestions fails, so rules and our own model suggest. {problem}" : "ready");
        }
        catch (Exception e) when (e is System.Data.Common.DbException or OperationCanceledException)
        {
            return Results.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
