using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Hooks;

/// <summary>What every channel promises that platforms push to, through the real door.</summary>
public abstract class HookContract : ConnectorContract
{
    private static readonly JsonSerializerOptions Spaced = new() { WriteIndented = true };

    private protected FakeClock Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The header that proves who sent a delivery.</summary>
    private protected abstract string Proof { get; }

    /// <summary>Proves a delivery as the platform does; the same name is the same delivery.</summary>
    private protected abstract void Sign(HttpRequestMessage request, byte[] body, string name);

    /// <summary>The value of <see cref="Proof"/> by the right secret and an algorithm: what it is called there, and what it makes of key and bytes.</summary>
    private protected abstract string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash);

    /// <summary>The setting that holds the secret.</summary>
    private protected abstract string Secret { get; }

    [Fact]
    public async Task What_is_genuine_is_durable_before_it_is_answered()
    {
        await using var host = await StartAsync();
        foreach (var payload in Payloads)
            Assert.Equal(200, await host.SendAsync(Signed(host, payload, $"name-{Array.IndexOf([.. Payloads], payload)}")));

        Assert.True((await host.EventsAsync()).OfType<MessageReceived>().Count() >= Payloads.Count);
        Assert.Equal(HealthState.Green, (await host.Get<Accounts>().FindAsync(host.AccountId, TestContext.Current.CancellationToken))!.Health);
    }

    [Fact]
    public async Task A_webhook_is_verified_by_its_first_genuine_delivery_and_never_by_a_forged_one()
    {
        await using var host = await StartAsync();
        var forged = Signed(host, Payloads[0], "forged");
        Change(forged, s => s[..^1] + (s[^1] == '0' ? '1' : '0'));
        await host.SendAsync(forged);
        Assert.Equal((null, null), await ReachedAsync(host));

        await host.SendAsync(Signed(host, Payloads[0], "one"));
        var first = Clock.GetUtcNow();
        Assert.Equal((first, first), await ReachedAsync(host));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await host.SendAsync(Signed(host, Payloads[0], "two"));
        Assert.Equal((first, Clock.GetUtcNow()), await ReachedAsync(host));
    }

    [Fact]
    public async Task After_another_secret_the_first_genuine_delivery_verifies_it_at_once()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Signed(host, Payloads[0], "one"));
        await host.Get<Accounts>().ForgetHookAsync(host.AccountId, TestContext.Current.CancellationToken);
        Assert.Equal((null, null), await ReachedAsync(host));

        await host.SendAsync(Signed(host, Payloads[0], "two"));
        Assert.Equal((Clock.GetUtcNow(), Clock.GetUtcNow()), await ReachedAsync(host));
    }

    private static async Task<(DateTimeOffset? Verified, DateTimeOffset? Delivered)> ReachedAsync(HookHost host)
    {
        var account = (await host.Get<Accounts>().FindAsync(host.AccountId, TestContext.Current.CancellationToken))!;
        return (account.HookVerifiedAt, account.HookDeliveredAt);
    }

    [Fact]
    public async Task B47_a_missing_flipped_truncated_or_foreign_signature_leaves_no_row()
    {
        await using var host = await StartAsync();
        var payload = Payloads[0];
        foreach (var forge in (Action<HttpRequestMessage>[])
        [
            r => r.Headers.Remove(Proof), r => Change(r, s => s[..^1] + (s[^1] == '0' ? '1' : '0')), r => Change(r, s => Flip(s, s.Length / 2)), r => Change(r, s => s[..(s.Length / 2)]), r => Change(r, _ => "x"),
        ])
        {
            var request = Signed(host, payload, "forged");
            forge(request);
            Assert.Equal(401, await host.SendAsync(request));
        }

        Assert.Equal(0, await host.RowsAsync());
    }

    [Fact]
    public async Task B47_a_valid_signature_by_another_algorithm_leaves_no_row()
    {
        await using var host = await StartAsync();
        (string Named, Func<byte[], byte[], byte[]> Hash)[] others =
        [
            ("sha1", HMACSHA1.HashData), ("sha384", HMACSHA384.HashData), ("sha512", HMACSHA512.HashData), ("md5", HMACMD5.HashData), ("none", (_, _) => []),
            ("sha256", HMACSHA1.HashData), ("sha256", HMACSHA512.HashData), ("sha256", (key, bytes) => HMACSHA512.HashData(key, bytes)[..32]), ("sha256", (key, bytes) => SHA256.HashData([.. key, .. bytes])),
            .. IsOverBytes ? [("sha512", HMACSHA256.HashData), ("SHA256", HMACSHA256.HashData)] : ((string, Func<byte[], byte[], byte[]>)[])[], // its name is part of the proof
        ];
        foreach (var (named, hash) in others)
            Assert.Equal(401, await host.SendAsync(Proven(named, hash)));
        Assert.Equal(0, await host.RowsAsync());
        Assert.Equal(200, await host.SendAsync(Proven("sha256", HMACSHA256.HashData)));

        HttpRequestMessage Proven(string named, Func<byte[], byte[], byte[]> hash)
        {
            var request = Signed(host, Payloads[0], "other");
            Change(request, _ => Prove(Payloads[0], "other", named, hash));
            return request;
        }
    }

    [Fact]
    public async Task B47_a_signature_over_the_same_JSON_written_again_leaves_no_row()
    {
        await using var host = await StartAsync();
        var again = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(Payloads[0]), Spaced);
        Assert.NotEqual(Payloads[0], again);
        var request = host.Request(Payloads[0]);
        Sign(request, again, "again");

        // A proof that is not over the bytes (a secret header) cannot tell; every signature does.
        Assert.Equal(IsOverBytes ? 401 : 200, await host.SendAsync(request));
        Assert.Equal(IsOverBytes, await host.RowsAsync() == 0);
    }

    [Fact]
    public async Task B47_an_account_without_its_secret_takes_nothing_and_says_so()
    {
        var settings = Settings.Where(s => s.Key != Secret).ToDictionary();
        await using var host = await HookHost.StartAsync(Channel, settings, Clock);

        Assert.Equal(401, await host.SendAsync(Signed(host, Payloads[0], "unset")));
        Assert.Equal(0, await host.RowsAsync());
        var account = await host.Get<ConnectedAccounts>().ConnectAsync(host.AccountId, TestContext.Current.CancellationToken);
        Assert.Equal(!IsOptional, (await Channel.CheckAsync(account!, TestContext.Current.CancellationToken)).Any(p => p.Key == Secret));
    }

    [Fact]
    public async Task B48_the_same_delivery_again_at_any_time_is_taken_and_changes_nothing()
    {
        await using var host = await StartAsync();
        Assert.Equal(200, await host.SendAsync(Signed(host, Payloads[0], "twice")));
        var rows = await host.RowsAsync();
        foreach (var later in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromMinutes(4), TimeSpan.FromDays(3), TimeSpan.FromDays(40)])
        {
            Clock.Advance(later);
            Assert.Equal(200, await host.SendAsync(Signed(host, Payloads[0], "twice")));
        }

        Assert.Equal(rows, await host.RowsAsync());
    }

    [Fact]
    public async Task B49_of_a_delivery_with_one_malformed_event_the_others_are_durable_and_the_bytes_stand_aside()
    {
        await using var host = await StartAsync();
        await Promise.Malformed.EachAsync(async several =>
        {
            Assert.Equal(200, await host.SendAsync(Signed(host, several.Payload, "several")));
            Assert.Equal(several.Whole, (await host.EventsAsync()).Count);
            Assert.Contains(several.Problem, Assert.Single(await host.QuarantineAsync()).Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Too_much_an_unknown_account_and_another_channel_are_refused()
    {
        await using var host = await StartAsync();
        Assert.Equal(413, await host.SendAsync(Signed(host, new byte[5_000_001], "large")));
        Assert.Equal(404, await host.SendAsync(host.Request(Payloads[0], $"/hooks/{Channel.Description.Channel}/nobody")));
        Assert.Equal(404, await host.SendAsync(host.Request(Payloads[0], $"/hooks/other/{host.AccountId}")));
        Assert.Equal(0, await host.RowsAsync());
    }

    [Fact]
    public async Task B53_what_no_vendor_writes_is_refused_or_stands_whole_in_quarantine_and_is_no_event()
    {
        await using var host = await StartAsync();
        string[] odd =
        [
            Nested("[", "]"), Nested("[", ""), Nested("{\"a\":", "}"), """{"id":1,"id":2}""", """{"id":1e400}""", """{"id":9223372036854775808}""", """{"id":{"$gt":""}}""",
            """{"a":1e400,"a":9223372036854775808,"id":{"$gt":""}}""", "null", "\"\\ud800\"", "not JSON", "[[],1,null,{}]",
        ];
        foreach (var (body, i) in odd.Select((text, i) => (Encoding.UTF8.GetBytes(text), i)))
        {
            var before = await host.QuarantineAsync();
            var status = await host.SendAsync(Signed(host, body, $"odd-{i}"));
            var aside = (await host.QuarantineAsync()).ExceptBy(before.Select(q => q.Id), q => q.Id).ToList();
            Assert.True((status, aside.Count) is (400, 0) or (200, 1), $"{odd[i][..Math.Min(odd[i].Length, 60)]} was answered with {status} and stands in quarantine {aside.Count} times");
            Assert.All(aside, q => Assert.NotEmpty(q.Reason));
            foreach (var q in aside)
                Assert.Equal(body, (await host.Get<Payloads>().FindAsync(q.PayloadId!, TestContext.Current.CancellationToken))!.Content);
        }

        Assert.Empty(await host.EventsAsync());

        static string Nested(string opens, string closes) => string.Concat(Enumerable.Repeat(opens, 10_000)) + "1" + string.Concat(Enumerable.Repeat(closes, 10_000));
    }

    /// <summary>Whether the channel also works when nothing is pushed to it, and so without a secret.</summary>
    private protected virtual bool IsOptional => false;

    /// <summary>Whether the proof covers the body.</summary>
    private protected virtual bool IsOverBytes => true;

    private protected Task<HookHost> StartAsync() => HookHost.StartAsync(Channel, Settings, Clock);

    private protected HttpRequestMessage Signed(HookHost host, byte[] payload, string name)
    {
        var request = host.Request(payload);
        Sign(request, payload, name);
        return request;
    }

    private void Change(HttpRequestMessage request, Func<string, string> change)
    {
        var proof = string.Join(' ', request.Headers.GetValues(Proof));
        request.Headers.Remove(Proof);
        request.Headers.TryAddWithoutValidation(Proof, change(proof));
    }

    private static string Flip(string text, int at) => $"{text[..at]}{(text[at] == 'a' ? 'b' : 'a')}{text[(at + 1)..]}";
}
