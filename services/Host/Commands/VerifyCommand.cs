using System.CommandLine;
using Inbox.Insights;
using Inbox.Threads;

namespace Inbox.Host;

/// <summary><c>verify</c>: derives every conversation's clocks and card again from its messages and compares.</summary>
internal static class VerifyCommand
{
    public static Command Command()
    {
        var command = new Command("verify", "Derives every conversation again from its messages and compares, and what reports are made of with its rows; exit code 1 and the differences when one disagrees.");
        command.SetAction((_, cancel) => RunAsync(cancel));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var tool = await Tool.OpenAsync(cancel);
        var differences = await tool.Get<Verify>().RunAsync(cancel);
        foreach (var d in differences)
            Console.WriteLine($"{d.ConversationId} {d.Field}: stored {d.Stored ?? "nothing"}, derived {d.Derived ?? "nothing"}");
        var packs = await tool.Get<PackCheck>().RunAsync(cancel);
        foreach (var (conversation, fault) in packs)
            Console.WriteLine($"{conversation}: {fault}");
        await Console.Error.WriteLineAsync(differences.Count + packs.Count == 0 ? "Every conversation follows from its messages." : $"{differences.Count + packs.Count} differences.");
        return differences.Count + packs.Count == 0 ? 0 : 1;
    }
}
