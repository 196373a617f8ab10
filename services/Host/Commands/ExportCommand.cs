using System.CommandLine;
using Inbox.Gateway;

namespace Inbox.Host;

/// <summary><c>export --out FILE</c>: every conversation with its messages and clocks, a line of JSON each.</summary>
internal static class ExportCommand
{
    public static Command Command()
    {
        var file = new Option<string>("--out") { Required = true, Description = "The file to write; - for standard output." };
        var command = new Command("export", "Writes every conversation with its messages and clocks as JSON lines.") { file };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(file)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string file, CancellationToken cancel)
    {
        await using var tool = await Tool.OpenAsync(cancel);
        // Written beside its name first: a file with the name is a whole export.
        var part = file == "-" ? null : $"{file}.part";
        await using (var output = part is null ? new StreamWriter(Console.OpenStandardOutput()) : Create(part))
        {
            var (progress, count) = (new Progress(null), 0);
            await foreach (var line in tool.Get<ExportLines>().ReadAsync(cancel))
            {
                await output.WriteLineAsync(line.AsMemory(), cancel);
                progress.Report(++count);
            }
            await Console.Error.WriteLineAsync($"{count} conversations written.");
        }
        if (part is not null)
            File.Move(part, file, overwrite: true);
        return 0;
    }

    private static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' cannot be written: {e.Message} Name a file in a folder that exists and may be written.");
        }
    }
}
