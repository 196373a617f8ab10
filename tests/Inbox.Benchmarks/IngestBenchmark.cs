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
    /// <summary>Brought to a store of their own before anything is measured, until the hot paths are compiled for good: with 20,000, a quarter of the processor's time was still the compiler's.</summary>
    private const int Warm = 80_000;

    private const int Step = 50_000;

    /// <param name="stored">How many messages the full store has; 0 for none.</param>
    /// <param name="measured">How many are brought to each of the two.</param>
    /// <param name="folder">Where the full store is kept, so that it need not be filled again.</param>
    public static async Task RunAsync(int stored, int measured, string? folder)
    {
        await using (var warm = await Installation.StartAsync())
            await warm.BringAsync(Letters.From(0, Warm));
        var (single, hundred) = Limit();
        Pace empty;
        await using (var fresh = await Installation.StartAsync())
        {
            Print("empty store", measured, empty = await PaceAsync(fresh, 0, measured), single, hundred);
            Console.WriteLine($"  of it, reading the mail: {await PaceAsync(Letters.From(0, measured).ToArray(), mails => Task.Run(() => Array.ForEach(mails, mail => fresh.Pack(mail))))}");
        }
        if (stored <= 0)
            return;
        await using var filled = await Installation.StartAsync(folder);
        var next = await filled.CountAsync();
        for (; next < stored; next += Step)
        {
            var pace = await PaceAsync(filled, next, Step);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  filling: {next + Step,9} messages, {pace}"));
        }
        var full = await PaceAsync(filled, next, measured);
        Print($"{next} stored", measured, full, single, hundred);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"full to empty: {full.Rate / empty.Rate:0.00} by the clock, {empty.Cpu / full.Cpu:0.00} by the processor (aim: at least 0.85)"));
    }

    private static Task<Pace> PaceAsync(Installation installation, int first, int count) => PaceAsync(Letters.From(first, count).ToArray(), installation.BringAsync);

    private static async Task<Pace> PaceAsync(byte[][] letters, Func<byte[][], Task> bring)
    {
        var (watch, cpu, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await bring(letters);
        return new(
            letters.Length / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / letters.Length,
            (GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / letters.Length);
    }

    private static void Print(string name, int n, Pace pace, double single, double hundred) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-16} {pace} (n={n}; aim 4000/s) | limit {single:0} single-row commits/s, ratio {pace.Rate / single:0.00} | {hundred:0} rows/s in commits of 100, ratio {pace.Rate / hundred:0.00}"));

    /// <summary>How fast, and what each message cost the processor: the second holds on a machine that others load, too.</summary>
    private sealed record Pace(double Rate, double Cpu, double Kilobytes)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rate,6:0} messages/s, each {Cpu:0.000} ms of processor and {Kilobytes:0} KB allocated");
    }

    internal static (double Single, double Hundred) Limit()
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
