using Inbox.Host;
using Microsoft.Extensions.Configuration;

namespace Inbox.Tests.Host;

public sealed class HostSettingsTests
{
    [Fact]
    public void Without_any_setting_everything_runs_here_alone()
    {
        var settings = Read();

        Assert.Equal(Enum.GetValues<Role>().Length, settings.Roles.Count);
        Assert.Equal(("http://localhost:5080", "http://localhost:5080/", 10, 30, 10), (settings.Urls, settings.PublicUrl.ToString(), settings.UndoSeconds, settings.RetrySeconds, settings.LookSeconds));
        Assert.Null(settings.Postgres);
        Assert.True(settings.IsLocal);
    }

    [Theory]
    [InlineData("http://*:8080", "http://localhost:8080/")]
    [InlineData("http://0.0.0.0:8080;http://localhost:1", "http://localhost:8080/")]
    [InlineData("http://[::]:8080", "http://localhost:8080/")]
    [InlineData("https://inbox.example.com", "https://inbox.example.com/")]
    public void The_public_address_is_the_first_listening_one_as_a_person_opens_it(string urls, string open) =>
        Assert.Equal(open, Read(("Urls", urls)).PublicUrl.ToString());

    [Fact]
    public void A_port_that_the_system_chooses_is_known_only_once_it_listens()
    {
        Assert.True(Read(("Urls", "http://127.0.0.1:0")).IsPortChosenLater);
        Assert.False(Read(("Urls", "http://127.0.0.1:0"), ("Inbox:PublicUrl", "https://inbox.example.com")).IsPortChosenLater);
    }

    [Theory]
    [InlineData("http://*:8080", false)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://127.0.0.1:8080;http://10.0.0.1:8080", false)]
    [InlineData("http://127.0.0.1:8080;http://[::1]:8080", true)]
    public void Only_loopback_alone_is_local(string urls, bool local) => Assert.Equal(local, Read(("Urls", urls)).IsLocal);

    [Theory]
    [InlineData("threads", "", "", "threads shares its work with others, so it needs ConnectionStrings__Postgres and ConnectionStrings__RabbitMq")]
    [InlineData("threads", "Host=db", "", "needs ConnectionStrings__RabbitMq")]
    [InlineData("connectors,gateway", "", "amqp://u:p@broker", "needs ConnectionStrings__Postgres")]
    public void A_part_of_the_whole_refuses_to_start_without_what_it_shares_and_says_what_is_missing(string roles, string postgres, string rabbit, string said) =>
        Assert.Contains(said, Refused(("Inbox:Roles", roles), ("ConnectionStrings:Postgres", postgres), ("ConnectionStrings:RabbitMq", rabbit)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Inbox:Roles", "postman", "Inbox__Roles holds 'postman'")]
    [InlineData("Inbox:Roles", "1", "Inbox__Roles holds '1'")]
    [InlineData("Inbox:Roles", ",", "names no role")]
    [InlineData("Inbox:PublicUrl", "inbox.example.com", "Write the address that people open")]
    [InlineData("Inbox:PublicUrl", "https://inbox.example.com/?a=1", "Write the address that people open")]
    [InlineData("Inbox:UndoSeconds", "soon", "whole seconds from 0 to 120")]
    [InlineData("Inbox:UndoSeconds", "121", "whole seconds from 0 to 120")]
    [InlineData("Inbox:RetrySeconds", "0", "whole seconds from 1 to 600")]
    [InlineData("Inbox:LookSeconds", "often", "whole seconds from 1 to 3600")]
    [InlineData("Urls", "localhost", "Write where to listen")]
    [InlineData("Inbox:TrustedCertificates", "/nowhere/ca.pem", "which is not there")]
    [InlineData("Inbox:Suggest:Url", "llm.example.com", "Write what stands before /chat/completions")]
    [InlineData("Inbox:Suggest:Url", "http://llm.example.com/v1", "Inbox__Suggest__Model is missing")]
    [InlineData("Inbox:Suggest:Model", "small", "Inbox__Suggest__Url is missing")]
    public void A_wrong_setting_is_named_with_its_value_and_what_to_write(string key, string value, string said) =>
        Assert.Contains(said, Refused((key, value)), StringComparison.Ordinal);

    [Fact]
    public void An_endpoint_for_suggestions_is_off_until_somebody_names_one_and_its_key_is_never_printed()
    {
        Assert.Null(Read().Suggest);
        var endpoint = Read(("Inbox:Suggest:Url", "http://127.0.0.1:8000/v1"), ("Inbox:Suggest:Key", "sk-secret"), ("Inbox:Suggest:Model", "small")).Suggest!;

        Assert.Equal(("sk-secret", "small at 127.0.0.1:8000"), (endpoint.Key, endpoint.ToString()));
        Assert.DoesNotContain("sk secret", Refused(("Inbox:Suggest:Url", "http://127.0.0.1/v1"), ("Inbox:Suggest:Key", "sk secret"), ("Inbox:Suggest:Model", "small")), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", Refused(("Inbox:Suggest:Url", "http://sk-secret@127.0.0.1/v1"), ("Inbox:Suggest:Model", "small")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_broker_address_is_named_without_its_password()
    {
        var said = Refused(("ConnectionStrings:RabbitMq", "user:secret@broker"));

        Assert.Contains("ConnectionStrings__RabbitMq", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    private static string Refused(params (string Key, string Value)[] values) => Assert.Throws<SettingsException>(() => Read(values)).Message;

    private static HostSettings Read(params (string Key, string Value)[] values) =>
        HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value))).Build());
}
