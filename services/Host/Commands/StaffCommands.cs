using System.CommandLine;
using Inbox.Gateway;

namespace Inbox.Host;

/// <summary><c>staff add</c>: invites a member of staff without the browser; prints the one-time link.</summary>
internal static class StaffCommands
{
    public static Command Command() => new("staff", "Invites staff without the browser.") { Add() };

    private static Command Add()
    {
        var email = new Option<string>("--email") { Required = true, Description = "Their address; they sign in with it." };
        var name = new Option<string>("--name") { Required = true, Description = "Their name, as customers may see it." };
        var role = new Option<string>("--role") { Required = true, Description = "agent, marketer, manager or admin." };
        var command = new Command("add", "Invites somebody and prints the link with which they choose a password, once, within 48 hours.") { email, name, role };
        command.SetAction((parsed, cancel) => AddAsync(parsed.GetValue(email)!, parsed.GetValue(name)!, parsed.GetValue(role)!, cancel));
        return command;
    }

    private static async Task<int> AddAsync(string email, string name, string role, CancellationToken cancel)
    {
        if (!StaffAddress.IsOne(email))
            throw new InputException($"'{email}' is not an e-mail address. Give one like --email ada@example.com.");
        if (string.IsNullOrWhiteSpace(name))
            throw new InputException("The name is blank. Give one as customers may see it, such as --name \"Ada Lovelace\".");
        await using var tool = await Tool.OpenAsync(cancel);
        var invited = await tool.Get<StaffMembers>().AddAsync(email, name, RoleWord.Read(role), cancel)
            ?? throw new InputException($"'{email}' is staff already. A new link for them is made in the page, under Settings, Staff.");
        Console.WriteLine(invited.Link);
        return 0;
    }
}
