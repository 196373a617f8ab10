using System.CommandLine;
using Inbox.Connectors;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary><c>doctor</c>: checks what Inbox depends on, a line each.</summary>
internal static class Doctor
{
    public static Command Command()
    {
        var command = new Command("doctor", "Checks database, bus, disk, clock and the accounts' credentials; exit code 1 when one is red.");
        command.SetAction((_, cancel) => RunAsync(cancel));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        var settings = HostSettings.Read(CommandLine.Configuration());
        var findings = new List<Finding>();
        await using var tool = await OpenAsync(findings, cancel);
        findings.Add(await BusCheck.RunAsync(settings, cancel));
        findings.Add(DiskCheck.Run(settings));
        if (tool is not null)
        {
            findings.Add(await ClockCheck.RunAsync(tool.Get<Database>(), cancel));
            findings.Add(KeyCheck.Run(settings));
            findings.AddRange(await AccountsAsync(tool, cancel));
        }
        foreach (var finding in findings)
            Console.WriteLine($"{(finding.Red ? "RED  " : "ok   ")} {finding.Subject}: {finding.Text}");
        return findings.Exists(f => f.Red) ? 1 : 0;
    }

    private static async Task<Tool?> OpenAsync(List<Finding> findings, CancellationToken cancel)
    {
        try
        {
            var tool = await Tool.OpenAsync(cancel);
            var pending = await tool.Get<PendingEvents>().CountAsync(cancel);
            var aside = (await tool.Get<Quarantine>().ListAsync(null, 1000, cancel)).Count;
            findings.Add(new("database", $"answers ({tool.Get<Database>().Dialect.Name}); {pending} events on their way, {aside} in quarantine"));
            return tool;
        }
        catch (Exception e) when (Dependency.Explain(e) is { } explanation)
        {
            findings.Add(new("database", explanation, Red: true));
            return null;
        }
    }

    private static async Task<IEnumerable<Finding>> AccountsAsync(Tool tool, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var account in await tool.Get<Accounts>().ListAsync(cancel))
        {
            var connected = new ConnectedAccount(account, await tool.Get<Accounts>().SecretsAsync(account.Id, cancel));
            var problems = tool.Get<ChannelList>().Find(account.Channel) is { } channel ? await channel.CheckAsync(connected, cancel) : [];
            findings.Add(problems.Count == 0 ? new($"account {account.Name}", "credentials work, or none are needed") : new($"account {account.Name}", string.Join(" ", problems.Select(p => p.Message)), Red: true));
        }
        return findings;
    }
}

/// <summary>What a check found.</summary>
internal sealed record Finding(string Subject, string Text, bool Red = false);
