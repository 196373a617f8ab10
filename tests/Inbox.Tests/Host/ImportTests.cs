using System.Text.Json;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Host;

public sealed class ImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_history_imported_twice_once_beside_a_serving_host_and_once_without_it_is_there_once()
    {
        var mails = Directory.CreateTempSubdirectory("inbox-import").FullName;
        foreach (var i in Enumerable.Range(0, 60))
            await File.WriteAllTextAsync(
                Path.Combine(mails, $"{i:00}.eml"), $"From: ada{i % 7}@example.org\nTo: support@shop.example\nMessage-ID: <{i}@example.org>\nDate: Mon, 2 Feb 2026 08:{i:00}:00 +0000\nSubject: Order {i}\n\nWhere is it?\n", Cancel);
        await using var host = await HostProcess.StartAsync();
        var account = await host.RunAsync("account", "add", "--channel", "email", "--name", "Shop", "--set", "address=support@shop.example");
        var id = JsonDocument.Parse(account).RootElement.GetProperty("id").GetString()!;

        await host.RunAsync("import", "eml", mails, "--account", id);
        Assert.Equal(0, await host.StopAsync());
        await host.RunAsync("import", "eml", mails, "--account", id);

        await using var database = new SqliteDatabase(Path.Combine(host.DataFolder, "inbox.db"));
        Assert.Equal(60, await database.OneAsync<long>("select count(*) from messages", null, Cancel));
        Assert.Equal(0, await database.OneAsync<long>("select count(*) from intake", null, Cancel));
        Assert.Equal(
            new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            await database.OneAsync<long>("select min(at) from messages", null, Cancel));
        Directory.Delete(mails, recursive: true);
    }
}
