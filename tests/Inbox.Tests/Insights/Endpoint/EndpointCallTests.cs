using Inbox.Connectors.Net;
using Inbox.Insights;
using Inbox.Tests.Connectors;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Insights.Endpoint;

/// <summary>Asking a strict endpoint over real HTTP: what it answers, and what it does not.</summary>
public sealed class EndpointCallTests
{
    private const string Text = "Where is my parcel?";
    private readonly FakeClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task The_question_is_taken_with_a_schema_and_asked_plainly_where_there_are_none(bool knowsSchemas, int requests)
    {
        var endpoint = new ChatCompletions(text => ChatCompletions.Says("question", text, "stop")) { KnowsSchemas = knowsSchemas };
        await using var vendor = await Vendor.StartAsync(endpoint.Take);
        using var way = Way();
        var call = Call(vendor, way);

        Assert.Equal(new Finding("question", "endpoint", $"quote: {Text}"), (await call.AskAsync(Text, Stop)).Nature);
        Assert.Equal(requests == 1 ? 1 : 2, vendor.Requests.Count);
        if (!knowsSchemas)
            Assert.NotNull((await call.AskAsync(Text, Stop)).Nature);
        Assert.Equal(requests, vendor.Requests.Count);
    }

    [Theory]
    [InlineData("sk-wrong", ChatCompletions.Model, "Inbox__Suggest__Key", 300)]
    [InlineData(ChatCompletions.Key, "large-9", "Inbox__Suggest__Model", 300)]
    public async Task A_wrong_key_or_model_is_said_with_what_to_do_and_left_alone_for_a_while(string key, string model, string said, int seconds)
    {
        await using var vendor = await Vendor.StartAsync(new ChatCompletions(_ => ChatCompletions.Says("question", Text, "stop")).Take);
        using var way = Way();
        var outcome = await new EndpointCall(new(new($"{vendor.Url}/v1"), key, model), way, _clock).AskAsync(Text, Stop);

        Assert.Null(outcome.Nature);
        Assert.Contains(said, outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(key, outcome.Problem, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(seconds), outcome.Pause);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 10)]
    [InlineData("999999", 3600)]
    [InlineData("Mon, 02 Mar 2026 09:05:00 GMT", 300)]
    [InlineData(null, 60)]
    public async Task Whoever_has_had_enough_is_left_alone_for_as_long_as_they_say(string? again, int seconds)
    {
        await using var vendor = await Vendor.StartAsync(new ChatCompletions(_ => ChatCompletions.Error(429, "Rate limit reached", again is null ? null : new() { ["Retry-After"] = again })).Take);
        using var way = Way();
        var outcome = await Call(vendor, way).AskAsync(Text, Stop);

        Assert.Equal((null, TimeSpan.FromSeconds(seconds)), (outcome.Nature, outcome.Pause));
        Assert.Single(vendor.Requests);
    }

    [Fact]
    public async Task A_huge_answer_is_not_read_to_its_end()
    {
        await using var vendor = await Vendor.StartAsync(new ChatCompletions(_ => new(200, Bytes: new byte[EndpointCall.MostBytes + 1])).Take);
        using var way = Way();

        Assert.Equal("Its answer is too large.", (await Call(vendor, way).AskAsync(Text, Stop)).Problem);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_does_not_answer_in_time_or_to_the_end_is_given_up(bool begins)
    {
        await using var vendor = await Vendor.StartAsync(new ChatCompletions(_ => new(200, Flow: async (body, gone) =>
        {
            if (begins)
            {
                await body.WriteAsync("{"u8.ToArray(), gone);
                await body.FlushAsync(gone);
            }
            await Task.Delay(Timeout.Infinite, gone);
        })).Take);
        using var way = Way();
        var asking = Call(vendor, way).AskAsync(Text, Stop);
        // The time limit began before the request left.
        await Eventually.IsTrueAsync(() => vendor.Requests.Count == 1);
        _clock.Advance(EndpointCall.Longest);

        Assert.Equal("It did not answer within 30 seconds.", (await asking).Problem);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(500)]
    public async Task Neither_a_redirect_nor_an_error_is_followed(int status)
    {
        await using var vendor = await Vendor.StartAsync(new ChatCompletions(_ => new(status, Headers: new() { ["Location"] = "/v1/elsewhere" })).Take);
        using var way = Way();

        Assert.Equal($"It answers HTTP {status}.", (await Call(vendor, way).AskAsync(Text, Stop)).Problem);
        Assert.Single(vendor.Requests);
    }

    [Fact]
    public async Task Nobody_there_is_an_outcome_too()
    {
        using var way = Way();

        Assert.Equal("It cannot be reached, or broke off.", (await new EndpointCall(new(new("http://127.0.0.1:1/v1"), null, "m"), way, _clock).AskAsync(Text, Stop)).Problem);
    }

    private static HttpMessageInvoker Way() => OutboundHttp.Open(new(new(new HashSet<string> { "127.0.0.1" }, AllowLoopback: false)));

    private EndpointCall Call(Vendor vendor, HttpMessageInvoker way) => new(new(new($"{vendor.Url}/v1/"), ChatCompletions.Key, ChatCompletions.Model), way, _clock);
}
