using System.CommandLine;
using System.Text.Json;
using Inbox.Connectors;
using Inbox.Contracts;
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
        var settings = pairs.Select(Pair).ToDictionary(p => p.Key, p => p.Value);
        Check(channel.Description, settings);
        var account = await tool.Get<Accounts>().AddAsync(channel.Description, name, settings, cancel);
        Print(account);
        return 0;
    }

    private static async Task<int> ListAsync(CancellationToken cancel)
    {
        await using var tool = await Tool.OpenAsync(cancel);
        foreach (var account in await tool.Get<Accounts>().ListAsync(cancel))
            Print(account);
        return 0;
    }

    private static KeyValuePair<string, string> Pair(string text)
    {
        var cut = text.IndexOf('=');
        return cut > 0 ? new(text[..cut], text[(cut + 1)..]) : throw new InputException($"'{text}' is not a setting. Write --set key=value, such as --set address=support@example.com.");
    }

    private static void Check(ChannelDescription channel, Dictionary<string, string> settings)
    {
        foreach (var key in settings.Keys.Where(k => channel.Settings.All(s => s.Key != k)))
            throw new InputException($"{channel.Channel} has no setting '{key}'. It has: {string.Join(", ", channel.Settings.Select(s => s.Key))}.");
        foreach (var missing in channel.Settings.Where(s => s.Required && !settings.ContainsKey(s.Key)))
            throw new InputException($"{channel.Channel} needs the setting '{missing.Key}'. Add --set {missing.Key}=...");
    }

    private static void Print(Account a) =>
        Console.WriteLine(JsonSerializer.Serialize(new { a.Id, a.Channel, a.Name, a.Settings, health = a.Health }, Json));
}
