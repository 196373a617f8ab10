using System.Reflection;
using Inbox.Contracts;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Storage;

/// <summary>A migrated, empty store on one of the two databases, with an account in it.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly string _folder;

    private Store(Database database, string folder) => (Database, _folder) = (database, folder);

    public Database Database { get; }

    public FakeClock Clock { get; } = new();

    public string AccountId { get; private set; } = "";

    public static ChannelDescription Channel { get; } = new(
        "test", [new("address", Required: true), new("password", Secret: true)], TimeSpan.FromDays(3), "application/json");

    public Accounts Accounts => new(Database, new(new MasterKey(new byte[32])), Clock);

    public static async Task<Store> OpenAsync(string database, params Assembly[] others)
    {
        var folder = Directory.CreateTempSubdirectory("inbox-store").FullName;
        var store = new Store(database == "sqlite"
            ? new SqliteDatabase(Path.Combine(folder, "inbox.db"))
            : new PostgresDatabase(await SharedPostgres.CreateDatabaseAsync()), folder);
        await new Migrator(store.Database, store.Clock).RunAsync([typeof(Database).Assembly, .. others], CancellationToken.None);
        store.AccountId = (await store.Accounts.AddAsync(Channel, "Test", new Dictionary<string, string> { ["address"] = "a@example.com" }, CancellationToken.None)).Id;
        return store;
    }

    public Delivery Delivery(string key, params IChannelEvent[] events) =>
        new(AccountId, key, "application/json", "{}"u8.ToArray(), events, []) { PayloadId = Id.New(Clock) };

    public MessageDeleted Event(string target) => new(Id.New(Clock), AccountId, target, Clock.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
