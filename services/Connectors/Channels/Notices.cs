using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>Which notices may have gone out. The primary key lets one process win, whichever asked and however often.</summary>
internal sealed class Notices(Database database, TimeProvider clock)
{
    /// <summary>How one ended; null when it certainly did not go out yet.</summary>
    public async Task<NoticeState?> StateAsync(string id, CancellationToken cancel) =>
        await database.OneAsync<string>("select state from notices where id = @id", new { id }, cancel) switch
        {
            null => null,
            nameof(NoticeState.Sent) => NoticeState.Sent,
            _ => NoticeState.Unconfirmed,
        };

    /// <summary>Claims it. <see cref="AttemptLostException"/> when somebody has: nothing goes out then.</summary>
    public async Task HandOverAsync(string id, CancellationToken cancel)
    {
        var values = new { id, state = nameof(NoticeState.Unconfirmed), now = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        if (await database.WriteAsync(t => t.RunAsync("insert into notices (id, state, at) values (@id, @state, @now) on conflict (id) do nothing", values, cancel), cancel) == 0)
            throw new AttemptLostException();
    }

    /// <summary>Keeps how it ended; what the server refused may be tried again.</summary>
    public Task EndAsync(string id, NoticeState state, CancellationToken cancel) =>
        database.WriteAsync(
            t => state is NoticeState.Later or NoticeState.Refused
                ? t.RunAsync("delete from notices where id = @id", new { id }, cancel)
                : t.RunAsync("update notices set state = @state where id = @id", new { id, state = state.ToString() }, cancel),
            cancel);
}
