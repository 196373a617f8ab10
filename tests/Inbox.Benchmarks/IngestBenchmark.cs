using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Inbox.Benchmarks;

/// <summary>
/// Messages accepted durably, threaded and visible per second on SQLite with synchronous=full, on an empty store and on one with many messages. The limit is
/// what the same disk and library reach in the same run with nothing but inserts: commits of one row, and rows in commits of a hundred.
/// </summary>
internal static class IngestBenchmark
{
    private const int Measured = 40_000;

    public static async Task RunAsync(int stored)
    {
        var (single, hundred) = Limit();
        await using var installation = await Installation.StartAsync();
        await installation.BringAsync(Letters.From(0, 5_000));
        var empty = await RateAsync(installation, 5_000);
        Print("empty store", empty, single, hundred);
        var next = 5_000 + Measured;
        for (; next < stored; next += 50_000)
        {
            var rate = await RateAsync(installation, next, 50_000);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  filling: {next + 50_000,9} messages, {rate,6:0}/s"));
        }
        if (stored <= 0)
            return;
        var full = await RateAsync(installation, next);
        Print($"{next} stored", full, single, hundred);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"full to empty: {full / empty:0.00} (aim: at least 0.85)"));
    }

    private static async Task<double> RateAsync(Installation installation, int first, int count = Measured)
    {
        var watch = Stopwatch.StartNew();
        await installation.BringAsync(Letters.From(first, count));
        return count / watch.Elapsed.TotalSeconds;
    }

    private static void Print(string name, double rate, double single, double hundred) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-16} {rate,7:0} messages/s (n={Measured}; aim 4000) | limit {single:0} single-row commits/s, ratio {rate / single:0.00} | {hundred:0} rows/s in commits of 100, ratio {rate / hundred:0.00}"));

    private static (double Single, double Hundred) Limit()
    {
        var folder = Directory.CreateTempSubdirectory("inbox-limit");
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "limit.db")};Pooling=False");
        connection.Open();
        Run(connection, "pragma journal_mode = wal; pragma synchronous = full; create table t (id integer primary key, body text)");
        var result = (Rows(connection, 1), Rows(connection, 100));
        connection.Close();
        folder.Delete(recursive: true);
        return result;
    }

    private static double Rows(SqliteConnection connection, int perCommit)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into t (body) values (@body)";
        insert.Parameters.AddWithValue("@body", new string('x', 600));
        var (rows, watch) = (0, Stopwatch.StartNew());
        while (watch.Elapsed < TimeSpan.FromSeconds(3))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < perCommit; i++, rows++)
                insert.ExecuteNonQuery();
            transaction.Commit();
        }
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
