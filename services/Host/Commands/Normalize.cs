using System.CommandLine;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary><c>normalize CHANNEL [FILE...]</c>: vendor payloads or mails → one JSON line per event. Stores nothing.</summary>
internal static class Normalize
{
    public static Command Command()
    {
        var channel = new Argument<string>("channel") { Description = "The channel's name, such as email." };
        var files = new Argument<string[]>("files") { Description = "Files to read; standard input when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var address = new Option<string>("--address") { Description = "Our own address, so that mails it wrote are seen as outgoing." };
        var command = new Command("normalize", "Reads payloads or mails and prints one JSON line per event; stores nothing.") { channel, files, address };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(channel)!, parsed.GetValue(files)!, parsed.GetValue(address), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string name, string[] files, string? address, CancellationToken cancel)
    {
        // Nothing is signed or connected here, so any key will do.
        await using var services = new ServiceCollection()
            .AddSingleton(new MasterKey(new byte[32]))
            .AddChannels(HostSettings.Read(CommandLine.Configuration()))
            .BuildServiceProvider();
        var channels = services.GetRequiredService<ChannelList>();
        if (channels.Find(name) is not { } channel)
            throw new InputException($"Unknown channel '{name}'. Channels of this build: {string.Join(", ", channels.All.Select(c => c.Description.Channel))}.");
        var own = new HashSet<string>(address is null ? [] : [address.ToLowerInvariant()]);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        var failed = false;
        foreach (var file in files.Length == 0 ? ["-"] : files)
            failed |= !await FileAsync(name, channel, file, own, output, cancel);
        return failed ? 2 : 0;
    }

    /// <summary>False when the file could not be read at all; the others go on.</summary>
    private static async Task<bool> FileAsync(string name, IChannel channel, string file, HashSet<string> own, StreamWriter output, CancellationToken cancel)
    {
        try
        {
            var bytes = await BytesAsync(file, cancel);
            var now = Clock.System.GetUtcNow();
            var reading = channel.ReadWhole(new("", "", bytes, now, Origin.Import, own, () => Id.New(Clock.System)));
            var index = 0;
            foreach (var found in reading.All)
                await output.WriteLineAsync(NormalizedLine.Of(file, index++, name, found));
            return reading.Unreadable is not { } reason || await ErrorAsync(file, reason, output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await ErrorAsync(file, e.Message, output);
        }
    }

    private static async Task<bool> ErrorAsync(string file, string reason, StreamWriter output)
    {
        await output.WriteLineAsync(NormalizedLine.Error(file, reason));
        return false;
    }

    private static async Task<byte[]> BytesAsync(string file, CancellationToken cancel)
    {
        if (file != "-")
            return await File.ReadAllBytesAsync(file, cancel);
        using var all = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(all, cancel);
        return all.ToArray();
    }
}
