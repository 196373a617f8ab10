using System.CommandLine;
using Inbox.Gateway;

namespace Inbox.Host;

/// <summary><c>token create</c>: an API token, printed once.</summary>
internal static class TokenCommands
{
    public static Command Command() => new("token", "Makes tokens for programs that use the API.") { Create() };

    private static Command Create()
    {
        var name = new Option<string>("--name") { Required = true, Description = "What the token is for." };
        var role = new Option<string>("--role") { Required = true, Description = "agent, marketer, manager or admin." };
        var command = new Command("create", "Prints a token once; it is not stored in a readable form.") { name, role };
        command.SetAction((parsed, cancel) => CreateAsync(parsed.GetValue(name)!, parsed.GetValue(role)!, cancel));
        return command;
    }

    private static async Task<int> CreateAsync(string name, string role, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new InputException("The name is blank. Say what the token is for, such as --name reports: it is how you will know which one to take back.");
        await using var tool = await Tool.OpenAsync(cancel);
        Console.WriteLine((await tool.Get<ApiTokens>().CreateAsync(name, RoleWord.Read(role), null, cancel)).Text);
        return 0;
    }
}
