using System.Data.Common;
using System.Text.RegularExpressions;
using Inbox.Servers;
using Inbox.Tests.Architecture;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using Map = System.Collections.Generic.Dictionary<object, object>;

namespace Inbox.Tests.Deploy;

/// <summary>No container engine runs in the tests: what can be known without one is that every name leads somewhere.</summary>
public sealed partial class ComposeTests
{
    static readonly string text = SourceTree.Read("docker-compose.yml");
    static readonly Map file = new DeserializerBuilder().Build().Deserialize<Map>(new MergingParser(new Parser(new StringReader(text))));

    static IEnumerable<(string Name, Map Service)> Services => Section("services").Select(entry => ((string)entry.Key, (Map)entry.Value));

    static IEnumerable<(string Name, Map Service)> Roles => Services.Where(entry => entry.Service.ContainsKey("build"));

    [Fact]
    public void Every_service_has_a_fixed_image_a_healthcheck_and_restarts() => Findings.None(Services.SelectMany(entry => new[]
    {
        (entry.Service["image"] is string image && FixedImage().IsMatch(image), "an image with a version"),
        (entry.Service["healthcheck"] is Map check && check.ContainsKey("test"), "a healthcheck"),
        (entry.Service["restart"] is "unless-stopped", "a restart policy"),
        (entry.Service.ContainsKey("stop_grace_period"), "time to stop"),
    }.Where(rule => !rule.Item1).Select(rule => $"{entry.Name} has not {rule.Item2}")));

    [Fact]
    public void The_roles_are_all_there_each_once_from_one_image()
    {
        var names = Roles.Select(role => (string)((Map)role.Service["environment"])["Inbox__Roles"]).Order().ToList();

        Assert.Equal(["connectors", "gateway", "insights", "threads"], names);
        Assert.Single(Roles.Select(role => role.Service["image"]).Distinct());
        var build = (Map)Roles.First().Service["build"];
        Assert.True(File.Exists(Path.Combine(Repository.Root, (string)build["context"], (string)build["dockerfile"])));
    }

    [Fact]
    public void What_comes_in_from_outside_reaches_gateway_and_connectors_on_this_machine_only()
    {
        var open = Services.ToDictionary(entry => entry.Name, entry => Items(entry.Service, "ports").Cast<string>().ToList());

        Assert.Equal(["connectors", "gateway"], open.Where(entry => entry.Value.Count > 0).Select(entry => entry.Key).Order());
        Assert.All(open.Values.SelectMany(ports => ports), port => Assert.Matches(@"^127\.0\.0\.1:\d+(-\d+)?:8080$", port));
        foreach (var (name, service) in Roles.Where(role => open[role.Name].Count > 0))
            Assert.True(((Map)service["environment"]).ContainsKey("Inbox__TrustedProxies"), $"{name} takes every visitor for the proxy");
        var runbook = SourceTree.Read("deploy/README.md");
        foreach (var port in open.Values.SelectMany(ports => ports).Select(port => port.Split(':')[1].Split('-')[0]))
            Assert.Contains($"reverse_proxy {(port == "5080" ? "" : "@in ")}127.0.0.1:{port}", runbook, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_secret_volume_and_service_that_is_named_exists()
    {
        var (secrets, volumes, services) = (Section("secrets"), Section("volumes"), Section("services"));

        Findings.None(Services.SelectMany(entry => Items(entry.Service, "secrets").Select(Source).Where(name => !secrets.ContainsKey(name)).Select(name => $"{entry.Name}: no secret {name}")));
        Findings.None(Services.SelectMany(entry => Items(entry.Service, "volumes").Select(item => ((string)item).Split(':')[0]).Where(name => !volumes.ContainsKey(name)).Select(name => $"{entry.Name}: no volume {name}")));
        Findings.None(Services.SelectMany(entry => Keys(entry.Service, "depends_on").Where(name => !services.ContainsKey(name)).Select(name => $"{entry.Name}: no service {name}")));
        Findings.None(secrets.Keys.Cast<string>().Except(Services.SelectMany(entry => Items(entry.Service, "secrets")).Select(Source)).Select(name => $"secret {name} is used by nobody"));
        Findings.None(volumes.Keys.Cast<string>().Except(Services.SelectMany(entry => Items(entry.Service, "volumes")).Select(item => ((string)item).Split(':')[0])).Select(name => $"volume {name} is used by nobody"));
    }

    [Fact]
    public void Roles_get_their_connections_as_files_and_no_secret_stands_in_the_file()
    {
        foreach (var (_, service) in Roles)
        {
            Assert.Equal(["ConnectionStrings__Postgres", "ConnectionStrings__RabbitMq", "Inbox__Key"], Items(service, "secrets").Select(item => ((Map)item)["target"]).Order());
        }
        Assert.DoesNotContain("Password=", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("amqp://", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secrets_that_are_mounted_are_the_ones_that_make_secrets_writes_and_they_fit_each_other()
    {
        using var folder = new ThrowAwayFolder("secrets");
        await Shell.Run("deploy/make-secrets", folder.Path);
        var written = Written();
        await Shell.Run("deploy/make-secrets", folder.Path);

        Assert.Equal(written, Written());
        foreach (Map secret in Section("secrets").Values) Assert.Contains(Path.GetFileName((string)secret["file"]), written.Keys);
        var postgres = new DbConnectionStringBuilder { ConnectionString = written["ConnectionStrings__Postgres"] };
        var rabbit = new Uri(written["ConnectionStrings__RabbitMq"]);
        Assert.Equal(written["postgres-password"], postgres["Password"]);
        Assert.Contains(postgres["Host"], Section("services").Keys);
        Assert.Contains(rabbit.Host, Section("services").Keys);
        Assert.Equal($"default_user = inbox\ndefault_pass = {rabbit.UserInfo.Split(':')[1]}", written["rabbitmq.conf"].TrimEnd());
        Assert.Equal(32, Convert.FromBase64String(written["Inbox__Key"]).Length);

        Dictionary<string, string> Written() => Directory.GetFiles(folder.Path).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
    }

    static Map Section(string name) => (Map)file[name];

    static string Source(object item) => item as string ?? (string)((Map)item)["source"];

    static IEnumerable<object> Items(Map service, string key) => service.TryGetValue(key, out var items) ? (IEnumerable<object>)items : [];

    static IEnumerable<string> Keys(Map service, string key) => service.TryGetValue(key, out var map) ? ((Map)map).Keys.Cast<string>() : [];

    [GeneratedRegex("""^[\w./-]+:(?:\d[\w.-]*|\$\{INBOX_VERSION:-local\})$""")]
    private static partial Regex FixedImage();
}
