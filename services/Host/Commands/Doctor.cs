using System.CommandLine;
using System.Security.Cryptography;
using Inbox.Connectors;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary><c>doctor</c>: checks what Inbox depends on, a line each.</summary>
internal static class Doctor
{
    public static Command Command()
    {
        var command = new Command("doctor", "Checks database, bus, disk, clock, the endpoint for suggestions where there is one, and the accounts' credentials; exit code 1 when one is red.");
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
        if (settings.Suggest is { } endpoint)
            findings.Add(await EndpointCheck.RunAsync(endpoint, cancel));
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
            var problems = await ProblemsAsync(tool, account, cancel);
            findings.Add(problems.Count == 0 ? new($"account {account.Name}", "credentials work, or none are needed") : new($"account {account.Name}", string.Join(" ", problems), Red: true));
        }
        return findings;
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(Tool tool, Account account, CancellationToken cancel)
    {
        if (tool.Get<ChannelList>().Find(account.Channel) is not { } channel)
            return [$"This build has no channel '{account.Channel}'."];
        if (AccountSettings.IsImportOnly(channel.Description, account.Settings))
            return [];
        try
        {
            var connected = new ConnectedAccount(account, await tool.Get<Accounts>().SecretsAsync(account.Id, cancel));
            return [.. (await AccountCheck.RunAsync(channel, connected, Clock.System, cancel)).Select(p => p.Message)];
        }
        catch (CryptographicException)
        {
            return [Failure.OtherKey];
        }
    }
}

/// <summary>What a check found.</summary>
internal sealed record Finding(string Subject, string Text, bool Red = false);
