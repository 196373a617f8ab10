using Inbox.Servers;
using Npgsql;

namespace Inbox.Tests.Servers;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_database_made_from_a_template_holds_what_the_template_held_and_is_alone()
    {
        var filled = 0;
        Task Fill(string connection)
        {
            filled++;
            return Execute(connection, "create table note (text text); insert into note values ('from the template')");
        }
        var first = await SharedPostgres.CreateDatabaseAsync("notes", Fill);
        var second = await SharedPostgres.CreateDatabaseAsync("notes", Fill);
        await Execute(first, "delete from note");

        Assert.Equal(1, filled);
        Assert.Equal(0L, await Execute(first, "select count(*) from note"));
        Assert.Equal(1L, await Execute(second, "select count(*) from note"));
        await SharedPostgres.DropDatabaseAsync(first);
        await SharedPostgres.DropDatabaseAsync(second);
    }

    [Fact]
    public async Task A_killed_safe_server_comes_back_with_what_was_committed_and_without_what_was_not()
    {
        await using var server = await PostgresServer.StartAsync(Durability.Safe);
        var database = await server.CreateDatabaseAsync() + ";Pooling=false";
        await Execute(database, "create table note (text text)");
        await Execute(database, "insert into note values ('kept')");
        await using (var open = new NpgsqlConnection(database))
        {
            await open.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await open.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var insert = new NpgsqlCommand("insert into note values ('lost')", open, transaction);
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await server.KillAsync();
        }
        await server.StartAgainAsync();

        Assert.Equal("kept", await Execute(database, "select string_agg(text, ',') from note"));
    }

    static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
