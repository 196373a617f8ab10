using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.Meta.WhatsApp;

/// <summary>Templates as the platform lists them and takes them: which gaps there are, in which part, by number or by name.</summary>
public sealed class WhatsAppTemplateTests : IAsyncLifetime
{
    private const string Business = "102290129340398";
    private MetaScene _scene = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _scene = await MetaScene.OpenAsync("whatsapp", "phoneNumberId", CloudApi.Number, url => CloudApi.Start(url).On($"GET {Business}/message_templates", List));

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Approved_ones_are_listed_with_their_gaps_and_examples_over_all_pages_and_those_that_need_more_are_left_out()
    {
        var all = await ((ITemplates)Channel).TemplatesAsync(_scene.Account((WhatsAppChannel.BusinessId, Business)), Cancel);

        Assert.Equal(["order_left en_US", "order_left fr", "plain en", "welcome en"], all.Select(t => $"{t.Name} {t.Language}"));
        Assert.Equal("Order {{header.1}}\n\nHello {{body.1}}, order {{body.2}} left.\n\nSent by the shop\n\n[Follow it: https://shop.example/{{button.0}}]\n\n[Stop]", all[0].Text);
        Assert.Equal([new("header.1", "77"), new("body.1", "Ada"), new("body.2", "77"), new("button.0", "77")], all[0].Parameters);
        Assert.Equal([new TemplateParameter("body.first_name", "Ada")], all[3].Parameters);
        Assert.Empty(all[2].Parameters);
    }

    [Fact]
    public async Task Without_the_business_account_or_the_right_to_read_it_the_setting_is_named()
    {
        Assert.Contains("WhatsApp Business account ID", (await Assert.ThrowsAsync<ChannelException>(() => ((ITemplates)Channel).TemplatesAsync(_scene.Account(), Cancel))).Message, StringComparison.Ordinal);
        _scene.Fake.On($"GET {Business}/message_templates", _ => GraphFake.Error(403, 200, "(#200) Permissions error"));
        Assert.Contains("whatsapp_business_management", (await Assert.ThrowsAsync<ChannelException>(() => ((ITemplates)Channel).TemplatesAsync(_scene.Account((WhatsAppChannel.BusinessId, Business)), Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filled_one_goes_out_as_a_template_though_the_window_is_closed()
    {
        var filled = new FilledTemplate("order_left", "en_US", new Dictionary<string, string> { ["button.0"] = "a77", ["body.2"] = "78", ["header.1"] = "77", ["body.1"] = "Ada" });
        Assert.IsType<SendOutcome.Sent>(await SendAsync(filled));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(new("welcome", "en", new Dictionary<string, string> { ["body.first_name"] = "Ada" })));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(new("plain", "en", new Dictionary<string, string>())));

        var values = _scene.Fake.Posted[0].Values;
        Assert.Equal(("template", CloudApi.Closed), (values.GetProperty("type").GetString(), values.GetProperty("to").GetString()));
        Assert.Equal(["77", "Ada", "78", "a77"], values.GetProperty("template").GetProperty("components").EnumerateArray().SelectMany(c => c.GetProperty("parameters").EnumerateArray()).Select(p => p.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task What_the_platform_would_refuse_in_a_gap_is_said_before_and_what_it_refuses_is_said_after()
    {
        foreach (var value in (string[])["", "two\nlines", "a\ttab", "five     blanks"])
            Assert.IsType<SendOutcome.Refused>(await SendAsync(new("welcome", "en", new Dictionary<string, string> { ["body.first_name"] = value })));
        Assert.Empty(_scene.Fake.Posted);
        Assert.Equal(0, _scene.HandedOver);
        Assert.Contains("132000", Assert.IsType<SendOutcome.Refused>(await SendAsync(new("order_left", "en_US", new Dictionary<string, string> { ["body.1"] = "Ada" }))).Reason, StringComparison.Ordinal);
        Assert.Contains("132001", Assert.IsType<SendOutcome.Refused>(await SendAsync(new("order_left", "de", new Dictionary<string, string>()))).Reason, StringComparison.Ordinal);
    }

    private IChannel Channel => WhatsAppChannel.On(_scene.Graph);

    private Task<SendOutcome> SendAsync(FilledTemplate template)
    {
        var sending = _scene.Sending("Order 77 …", CloudApi.Closed, parent: "wamid.A1");
        return Channel.SendAsync(sending with { Reply = sending.Reply with { Template = template } }, Cancel);
    }

    private static Answer List(GraphCall call)
    {
        if (call.Query.GetValueOrDefault("status") != "APPROVED" || call.Query.Keys.Except(["status", "fields", "limit", "after", "appsecret_proof"]).Any())
            return GraphFake.Error(400, 100, "(#100) Invalid parameter");
        var all = JsonNode.Parse(CloudTemplates.All)!.AsArray();
        var second = call.Query.GetValueOrDefault("after") == "cursor 2";
        return GraphFake.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. (second ? all.Skip(3) : all.Take(3)).Select(t => t!.DeepClone())]),
            ["paging"] = second ? new JsonObject { ["cursors"] = new JsonObject { ["after"] = "cursor 3" } } : new JsonObject { ["cursors"] = new JsonObject { ["after"] = "cursor 2" }, ["next"] = "https://graph.facebook.com/…" },
        });
    }
}
