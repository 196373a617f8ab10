using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Tests.Connectors;

/// <summary>The command as it comes over the bus, and what follows from it.</summary>
public sealed class ModerateMessageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_was_done_is_durable_before_it_is_answered_and_what_was_not_is_said(string database)
    {
        await using var store = await Store.OpenAsync(database);
        var channel = new Platform();
        var intake = new Intake(store.Database, store.Clock);
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(store.Clock).AddSingleton(store.Database).AddSingleton(intake).AddSingleton(store.Accounts).AddSingleton<ConnectedAccounts>().AddSingleton(new ChannelList([channel]))
            .AddMassTransitTestHarness(bus => bus.AddConsumer<ModerateMessageConsumer>())
            .BuildServiceProvider(true);
        var harness = services.GetRequiredService<ITestHarness>();
        await harness.Start();
        var client = harness.GetRequestClient<ModerateMessage>();

        Assert.Null((await client.GetResponse<ModerationDone>(new ModerateMessage(store.AccountId, "c1", ModerationState.Spam), Cancel)).Message.Problem);
        channel.Refuses = "It says no.";
        Assert.Equal("It says no.", (await client.GetResponse<ModerationDone>(new ModerateMessage(store.AccountId, "c2", ModerationState.Held), Cancel)).Message.Problem);
        Assert.Contains("gone", (await client.GetResponse<ModerationDone>(new ModerateMessage("nobody", "c1", ModerationState.Held), Cancel)).Message.Problem, StringComparison.Ordinal);

        var done = Assert.IsType<MessageModerated>(Assert.Single(await new PendingEvents(store.Database, store.Clock).ListAsync(TimeSpan.FromDays(-1), "", 10, Cancel)).Event);
        Assert.Equal(("c1", new Standing(ModerationState.Spam, store.Clock.GetUtcNow())), (done.TargetExternalId, done.Standing));
        var touched = new Touched(store.Database);
        var touch = Assert.Single(await touched.ListAsync(store.AccountId, Cancel));
        Assert.Equal(new("c1", done.Standing), touch);
        await touched.ForgetAsync(store.AccountId, [touch with { Standing = touch.Standing with { State = ModerationState.Held } }], Cancel); // touched again since it was read
        Assert.Single(await touched.ListAsync(store.AccountId, Cancel));
        await touched.ForgetAsync(store.AccountId, [touch], Cancel);
        Assert.Empty(await touched.ListAsync(store.AccountId, Cancel));
        await harness.Stop(Cancel);
    }

    private sealed class Platform : IChannel, IModerate
    {
        private readonly FakeChannel _channel = new();

        public string? Refuses { get; set; }

        public bool LooksForChanges => true;

        public ChannelDescription Description => _channel.Description;

        public Reading Read(RawInput input) => _channel.Read(input);

        public IReadOnlySet<string> OwnIds(Account account) => _channel.OwnIds(account);

        public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => _channel.CheckAsync(account, cancel);

        public bool CanFollow(ConnectedAccount account) => false;

        public Task FollowAsync(Following following, CancellationToken cancel) => Task.CompletedTask;

        public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => _channel.SendAsync(sending, cancel);

        public Task ModerateAsync(ConnectedAccount account, string externalId, ModerationState state, CancellationToken cancel) =>
            Refuses is { } words ? throw new ChannelException(words) : Task.CompletedTask;
    }
}
