using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Connectors.Meta.WhatsApp;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>What does not say whose it is may be ours: neither taken as ours nor let go.</summary>
public sealed class NamelessTests
{
    private const string Facebook = """[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"7_1","post_id":"1_7","from":{"id":"3001"},"message":"How much?"}}]""";
    private const string Instagram = """[{"field":"comments","value":{"id":"9","from":{"id":"3001"},"text":"How much?","media":{"id":"7"}}}]""";
    private const string Messenger = """[{"sender":{"id":"2001"},"recipient":{"id":"1"},"timestamp":1772441880000,"message":{"mid":"m","text":"How much?"}}]""";
    private const string WhatsApp = """[{"field":"messages","value":{"contacts":[{"wa_id":"336"}],"messages":[{"from":"336","id":"wamid.1","timestamp":"1772441880","type":"text","text":{"body":"How much?"}}]}}]""";

    [Theory]
    [InlineData("facebook", "changes", Facebook), InlineData("instagram", "changes", Instagram), InlineData("messenger", "messaging", Messenger), InlineData("whatsapp", "changes", WhatsApp)]
    public void B49_what_names_no_page_or_number_is_kept_aside_and_costs_only_itself(string channel, string kind, string said)
    {
        var named = $$"""{"id":"1","{{kind}}":{{said.Replace("\"value\":{\"contacts\"", "\"value\":{\"metadata\":{\"phone_number_id\":\"1\"},\"contacts\"", StringComparison.Ordinal)}}}""";
        var reading = Read(channel, $$"""{"entry":[{"{{kind}}":{{said}}},{{named}}]}""", "1");

        Assert.Contains("does not say which", reading.Unreadable, StringComparison.Ordinal);
        Assert.Single(reading.Events);
        Assert.Empty(Read(channel, $$"""{"entry":[{{named}}]}""", "2").Events);
    }

    private static Reading Read(string channel, string body, string own)
    {
        var input = new RawInput("account", "payload", Encoding.UTF8.GetBytes(body), new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string> { own }, () => "id");
        return channel switch { "facebook" => FacebookReader.Read(input), "instagram" => InstagramReader.Read(input), "messenger" => MessengerReader.Read(input), _ => WhatsAppReader.Read(input) };
    }
}
