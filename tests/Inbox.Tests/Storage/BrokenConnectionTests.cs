using Inbox.Servers;
using Inbox.Storage;
using Npgsql;

namespace Inbox.Tests.Storage;

/// <summary>PostgreSQL ended all our sessions, as it does when it is started again: the pool does not know yet.</summary>
public sealed class BrokenConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("read"), InlineData("look"), InlineData("write")]
    public async Task F08_whoever_comes_first_after_a_restart_of_PostgreSQL_notices_nothing(string first)
    {
        await using var server = new Sessions(await SharedPostgres.CreateDatabaseAsync());
        var database = server.Database;
        await database.WriteAsync(t => t.RunAsync("create table words (word text)", null, Cancel), Cancel);
        await server.FillPoolAsync(5);
        await server.EndAllAsync();

        if (first == "write")
            await database.WriteAsync(t => t.RunAsync("insert into words values ('again')", null, Cancel), Cancel);
        else if (first == "look")
            Assert.Equal(1, await database.ReadAsync(t => t.OneAsync<int>("select 1", null, Cancel), Cancel));
        else
            Assert.Equal(1, await database.OneAsync<int>("select 1", null, Cancel));
        Assert.Equal(first == "write" ? 1 : 0, await database.OneAsync<long>("select count(*) from words", null, Cancel));
        await server.FillPoolAsync(5); // none of the broken ones is left
    }

    [Fact]
    public async Task What_may_have_been_committed_is_not_done_again()
    {
        await using var server = new Sessions(await SharedPostgres.CreateDatabaseAsync());
        var times = 0;
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => server.Database.WriteAsync(
            async t =>
            {
                times++;
                await t.RunAsync("select 1", null, Cancel);
                await server.EndAllAsync();
            },
            Cancel));
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task Work_that_breaks_its_connection_each_time_is_done_twice_and_no_more()
    {
        await using var server = new Sessions(await SharedPostgres.CreateDatabaseAsync());
        var times = 0;
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => server.Database.WriteAsync(
            async t =>
            {
                times++;
                await t.RunAsync("select pg_terminate_backend(pg_backend_pid())", null, Cancel);
            },
            Cancel));
        Assert.Equal(2, times);
    }

    private sealed class Sessions(string connection) : IAsyncDisposable
    {
        public PostgresDatabase Database { get; } = new(connection);

        /// <summary>So many connections at once, which then lie in the pool.</summary>
        public async Task FillPoolAsync(int count)
        {
            var open = new List<System.Data.Common.DbConnection>();
            for (var i = 0; i < count; i++)
            {
                open.Add(await Database.OpenAsync(Cancel));
                await using var command = open[^1].CreateCommand();
                command.CommandText = "select 1";
                Assert.Equal(1, await command.ExecuteScalarAsync(Cancel));
            }
            foreach (var one in open)
                await one.DisposeAsync();
        }

        public async Task EndAllAsync()
        {
            await using var other = new NpgsqlConnection(connection + ";Pooling=false");
            await other.OpenAsync(Cancel);
            await using var command = new NpgsqlCommand("select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", other);
            Assert.NotEqual(0L, await command.ExecuteScalarAsync(Cancel));
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
