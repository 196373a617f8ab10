using System.Diagnostics;
using Inbox.Connectors.Net;
using Inbox.Connectors.Webhook;
using Inbox.Contracts;
using Inbox.Servers;
using Inbox.Tests.Connectors.Hooks;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Webhook;

/// <summary>What the page of documentation says works as it is pasted.</summary>
public sealed class WebhookReadmeTests
{
    [Fact]
    public async Task The_example_is_taken_as_it_stands_once_id_secret_and_address_are_filled_in()
    {
        var clock = FakeClock.Near(); // the example stamps its delivery by the machine's clock
        using var http = new OutboundHttp(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), clock);
        var secret = $"whsec_{Convert.ToBase64String(new byte[32])}";
        await using var host = await HookHost.StartAsync(new WebhookChannel(new(http, clock)), new Dictionary<string, string> { ["secret"] = secret }, clock);
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "services", "Connectors", "Webhook", "README.md"), TestContext.Current.CancellationToken);
        var example = text.Split("```").Single(block => block.Contains("curl -i", StringComparison.Ordinal));
        Assert.Contains("ID=...; SECRET=whsec_...; URL=http://localhost:5080/", example, StringComparison.Ordinal);
        var origin = host.Request([]).RequestUri!.GetLeftPart(UriPartial.Authority);
        example = example.Replace("ID=...", $"ID={host.AccountId}", StringComparison.Ordinal).Replace("SECRET=whsec_...", $"SECRET={secret}", StringComparison.Ordinal).Replace("http://localhost:5080", origin, StringComparison.Ordinal);

        using var shell = Process.Start(new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["no_proxy"] = "127.0.0.1" } })!;
        await shell.StandardInput.WriteAsync(example);
        shell.StandardInput.Close();
        var (said, complained) = (shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("HTTP/1.1 200", await said, StringComparison.Ordinal);
        await complained;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        var message = Assert.IsType<MessageReceived>(Assert.Single(await host.EventsAsync()));
        Assert.Equal(("Where is my order?", "Ada"), (message.Body.Text, message.Author.Name));
    }
}
