using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Connectors;

/// <summary>What every channel promises of messages that it reads.</summary>
public abstract class ReadingContract
{
    private protected static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(2));

    private protected abstract IChannel Channel { get; }

    private protected abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Payloads that hold at least one message each, no two the same.</summary>
    private protected abstract IReadOnlyList<byte[]> Payloads { get; }

    /// <summary>Whether payloads tell when something was said.</summary>
    private protected virtual bool SaysWhen => true;

    private protected Account Account => new("account", Channel.Description.Channel, "Test", Settings, HealthState.Unknown, null, null);

    [Fact]
    public void The_same_bytes_give_the_same_events_whenever_they_are_read() =>
        Assert.All(Payloads, payload => Assert.Equal(Texts(Reading(payload)), Texts(Reading([.. payload]))));

    [Fact]
    public void The_same_delivery_twice_has_the_same_keys_and_different_deliveries_have_different_ones()
    {
        Assert.All(Payloads, payload => Assert.Equal(Messages(payload).Select(m => m.ExternalKey), Messages(payload).Select(m => m.ExternalKey)));
        var keys = Payloads.SelectMany(Messages).Select(m => m.ExternalKey).ToList();
        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{64}$", key));
    }

    [Fact]
    public void Every_message_is_whole() =>
        Assert.All(Payloads.SelectMany(Messages), m =>
        {
            Assert.Equal(("account", Channel.Description.Channel, "payload"), (m.AccountId, m.Channel, m.PayloadId));
            Assert.NotEmpty(m.EventId);
            Assert.NotEqual("", m.ExternalId);
            Assert.True(m.Body.Text.Length > 0 || m.Body.Attachments is { Count: > 0 }, "A message says or shows something.");
            Assert.NotNull(m.Contact);
            Assert.DoesNotContain('\0', m.Body.Text + m.Body.Reply + m.Body.Subject);
            Assert.Equal(m, EventText.Read("message-received", EventText.Write(m)), (a, b) => EventText.Write((MessageReceived)a!) == EventText.Write((MessageReceived)b!));
        });

    [Fact]
    public void Every_time_is_the_moment_that_it_names()
    {
        var messages = Payloads.SelectMany(Messages).ToList();
        Assert.All(messages, m => Assert.Equal(At.UtcDateTime, m.ReceivedAt.UtcDateTime));
        var said = messages.Select(m => m.SentAt?.UtcDateTime).OfType<DateTime>().ToList(); // where a payload names none there is none
        Assert.All(said, at => Assert.InRange(at, new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc), At.UtcDateTime.AddYears(1)));
        Assert.True(!SaysWhen || said.Exists(at => at != At.UtcDateTime), "No message has the time that its payload names.");
    }

    [Fact]
    public void Any_bytes_at_all_are_read_or_said_to_be_unreadable() =>
        Assert.All(Payloads.Append([]).Append([0, 255, 13, 10]).SelectMany(Mutilated), payload => Assert.NotNull(Reading(payload)));

    [Fact]
    public async Task Without_a_store_a_payload_is_normalized_and_a_file_that_is_none_is_named()
    {
        using var folder = new ThrowAwayFolder("normalize");
        byte[] garbage = [0, 255, 13, 10];
        await File.WriteAllBytesAsync(folder["garbage"], garbage, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder["payload"], Payloads[0], TestContext.Current.CancellationToken);

        var said = await NormalizedAsync(folder.Path, "garbage", "payload");

        Assert.Equal(Reading(garbage).Unreadable is not null, said.Contains("ended with 2:", StringComparison.Ordinal));
        Assert.Contains("""{"file":"garbage",""", said, StringComparison.Ordinal);
        Assert.Matches("""(?m)^\{"file":"payload",.*"action":"message",""", said);
    }

    [Fact]
    public void What_is_secret_is_said_to_be() =>
        Assert.All(Channel.Description.Settings.Where(s => s.Key is "password" or "token" or "secret" or "appSecret"), s => Assert.True(s.Secret));

    private async Task<string> NormalizedAsync(string folder, params string[] files)
    {
        try
        {
            return await HostProcess.CommandAsync(folder, ["normalize", Channel.Description.Channel, .. files]);
        }
        catch (InvalidOperationException failed)
        {
            return failed.Message;
        }
    }

    private IEnumerable<MessageReceived> Messages(byte[] payload)
    {
        var messages = Reading(payload).Events.OfType<MessageReceived>().ToList();
        Assert.NotEmpty(messages);
        return messages;
    }

    private protected Reading Reading(byte[] payload)
    {
        var ids = 0;
        return Channel.Read(new("account", "payload", payload, At, Origin.Incoming, Channel.OwnIds(Account), () => $"id-{++ids}"));
    }

    private static IEnumerable<string> Texts(Reading reading) => reading.Events.Select(EventText.Write);

    private static IEnumerable<byte[]> Mutilated(byte[] payload) => [payload, payload[..(payload.Length / 2)], [.. payload.Reverse()]];
}
