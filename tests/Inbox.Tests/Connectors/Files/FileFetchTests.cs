using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Files;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Files;

public sealed class FileFetchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_file_that_came_as_a_name_is_fetched_once_and_kept(string database)
    {
        await using var desk = await Desk.OpenAsync(database, "photo");

        await desk.Files.RoundAsync(Cancel);
        await desk.Files.RoundAsync(Cancel);

        Assert.Equal(["photo"], desk.Channel.Asked);
        var file = await desk.FileAsync("photo");
        Assert.Equal(("bytes of photo", null, null), (Encoding.UTF8.GetString(file.Content), file.Source, file.Error));
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_is_tried_again_after_growing_pauses_and_after_a_day_says_why()
    {
        await using var desk = await Desk.OpenAsync("sqlite", "photo");
        desk.Channel.Fetch = _ => throw new ChannelException("Their store is closed.");

        var tries = new List<TimeSpan>();
        var began = desk.Store.Clock.GetUtcNow();
        while ((await desk.FileAsync("photo")).Error is null && tries.Count < 20)
        {
            var before = desk.Channel.Asked.Count;
            await desk.Files.RoundAsync(Cancel);
            if (desk.Channel.Asked.Count > before)
                tries.Add(desk.Store.Clock.GetUtcNow() - began);
            desk.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(12, tries.Count);
        Assert.InRange(tries[^1], TimeSpan.FromHours(12), TimeSpan.FromHours(36));
        Assert.All(tries.Zip(tries.Skip(1), tries.Skip(2).Append(TimeSpan.MaxValue)), t => Assert.True(t.Third - t.Second >= t.Second - t.First - TimeSpan.FromMinutes(1)));
        Assert.Equal("This file could not be fetched: Their store is closed.", (await desk.FileAsync("photo")).Error);
    }

    [Fact]
    public async Task A_file_that_will_never_be_had_says_so_at_once()
    {
        await using var desk = await Desk.OpenAsync("sqlite", "photo");
        desk.Channel.Fetch = _ => throw new ChannelException("It was deleted.") { Transient = false };

        await desk.Files.RoundAsync(Cancel);
        desk.Store.Clock.Advance(TimeSpan.FromDays(3));
        await desk.Files.RoundAsync(Cancel);

        Assert.Single(desk.Channel.Asked);
        Assert.Contains("It was deleted.", (await desk.FileAsync("photo")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F16_a_file_at_which_the_channel_breaks_keeps_no_other_waiting()
    {
        await using var desk = await Desk.OpenAsync("sqlite", "http://[", "photo");
        desk.Channel.Fetch = source => source == "photo" ? Encoding.UTF8.GetBytes(source) : throw new UriFormatException("no address");

        await desk.Files.RoundAsync(Cancel);

        Assert.Equal("photo", Encoding.UTF8.GetString((await desk.FileAsync("photo")).Content));
        Assert.NotNull((await desk.FileAsync("http://[")).Source);
    }

    private sealed class Desk(Store store, Intake intake, Library channel, FileFetch files) : IAsyncDisposable
    {
        public Store Store => store;

        public Library Channel => channel;

        public FileFetch Files => files;

        /// <summary>A store with a message whose files are still with the platform.</summary>
        public static async Task<Desk> OpenAsync(string database, params string[] sources)
        {
            var store = await Store.OpenAsync(database);
            var intake = new Intake(store.Database, store.Clock);
            await intake.StartAsync(Cancel);
            await intake.AcceptAsync(store.Delivery("k1", store.Event("m1")) with { Files = [.. sources.Select(s => new NewFile(s, "file", "image/jpeg", default, s))] }, Cancel);
            var channel = new Library();
            var leases = new Leases(store.Database, store.Clock);
            return new(store, intake, channel, new(
                new(store.Database, store.Clock), leases, new(store.Accounts), new([channel]), new ProcessLease(leases, store.Clock, NullLogger<ProcessLease>.Instance), store.Clock, NullLogger<FileFetch>.Instance));
        }

        public async Task<StoredFile> FileAsync(string id) => (await new Attachments(store.Database, store.Clock).FindAsync(id, Cancel))!;

        public async ValueTask DisposeAsync()
        {
            files.Dispose();
            await intake.StopAsync(CancellationToken.None);
            intake.Dispose();
            await store.DisposeAsync();
        }
    }
}
