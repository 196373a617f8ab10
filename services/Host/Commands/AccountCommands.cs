using System.CommandLine;
using System.Text.Json;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary><c>account add|list</c>: accounts without the browser; prints JSON.</summary>
internal static class AccountCommands
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command() => new("account", "Connects accounts without the browser.") { Add(), List() };

    private static Command Add()
    {
        var channel = new Option<string>("--channel") { Required = true, Description = "The channel's name, such as email." };
        var name = new Option<string>("--name") { Required = true, Description = "What staff call it." };
        var set = new Option<string[]>("--set") { AllowMultipleArgumentsPerToken = true, Description = "Settings as key=value." };
        var command = new Command("add", "Adds an account and prints it as JSON.") { channel, name, set };
        command.SetAction((parsed, cancel) => AddAsync(parsed.GetValue(channel)!, parsed.GetValue(name)!, parsed.GetValue(set) ?? [], cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Prints every account as a line of JSON.");
        command.SetAction((_, cancel) => ListAsync(cancel));
        return command;
    }

    private static async Task<int> AddAsync(string channelName, string name, string[] pairs, CancellationToken cancel)
    {
        await using var tool = await Tool.OpenAsync(cancel);
        var channels = tool.Get<ChannelList>();
        if (channels.Find(channelName) is not { } channel)
            throw new InputException($"Unknown channel '{channelName}'. Channels of this build: {string.Join(", ", channels.All.Select(c => c.Description.Channel))}.");
        if (string.IsNullOrWhiteSpace(name))
            throw new InputException("The name is blank. Give one that staff will know it by, such as --name Support.");
        var settings = Read(pairs);
        Check(channel.Description, settings);
        var account = await tool.Get<Accounts>().AddAsync(channel.Description, name.Trim(), settings.Where(s => s.Value.Length > 0).ToDictionary(), cancel);
        if (!AccountSettings.IsImportOnly(channel.Description, settings))
            await TryAsync(tool, channel, account, cancel);
        Print(account);
        return 0;
    }

    /// <summary>The account stays either way: it may be written down before its server runs. <c>doctor</c> asks again.</summary>
    private static async Task TryAsync(Tool tool, IChannel channel, Account account, CancellationToken cancel)
    {
        var connected = new ConnectedAccount(account, await tool.Get<Accounts>().SecretsAsync(account.Id, cancel));
        foreach (var problem in await AccountCheck.RunAsync(channel, connected, Clock.System, cancel))
            await Console.Error.WriteLineAsync($"The account is stored, but does not work yet: {(problem.Key is null ? "" : $"{problem.Key}: ")}{problem.Message}");
    }

    private static async Task<int> ListAsync(CancellationToken cancel)
    {
        await using var tool = await Tool.OpenAsync(cancel);
        foreach (var account in await tool.Get<Accounts>().ListAsync(cancel))
            Print(account);
        return 0;
    }

    private static Dictionary<string, string> Read(string[] pairs)
    {
        var settings = new Dictionary<string, string>();
        foreach (var (key, value) in pairs.Select(Pair))
            if (!settings.TryAdd(key, value))
                throw new InputException($"'{key}' is set twice. Give --set {key}=... once.");
        return settings;
    }

    private static KeyValuePair<string, string> Pair(string text)
    {
        var cut = text.IndexOf('=');
        return cut > 0 ? new(text[..cut], text[(cut + 1)..]) : throw new InputException($"'{text}' is not a setting. Write --set key=value, such as --set address=support@example.com.");
    }

    private static void Check(ChannelDescription channel, Dictionary<string, string> settings)
    {
        foreach (var (key, message) in AccountSettings.Problems(channel, settings, complete: false))
            throw new InputException($"--set {key}: {message}");
        foreach (var missing in channel.Settings.Where(s => s.Required && string.IsNullOrWhiteSpace(settings.GetValueOrDefault(s.Key))))
            throw new InputException($"{channel.Channel} needs the setting '{missing.Key}'. Add --set {missing.Key}=...");
    }

    private static void Print(Account a) =>
        Console.WriteLine(JsonSerializer.Serialize(new { a.Id, a.Channel, a.Name, a.Settings, health = a.Health }, Json));
}
