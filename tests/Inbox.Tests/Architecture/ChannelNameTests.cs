using System.Text.RegularExpressions;
using Inbox.Connectors;

namespace Inbox.Tests.Architecture;

/// <summary>"No <c>if telegram</c> is possible": a new channel is its folder and its line in the list of ConnectorsRoom, and nothing else knows it.</summary>
public sealed partial class ChannelNameTests
{
    const string List = "services/Connectors/ConnectorsRoom.cs";

    /// <summary>Names that are words for other things as well: there it is the types of their folders, and their names as a whole text, that nobody else may know.</summary>
    static readonly string[] words = ["x", "chat", "email", "webhook"];

    /// <summary>The folder of each channel: one that has a <c>…Channel.cs</c> of its own name.</summary>
    static readonly Dictionary<string, string> folders = SourceTree.Files("services/Connectors", ".cs")
        .Where(path => Path.GetFileName(path) == $"{Path.GetFileName(Path.GetDirectoryName(path))}Channel.cs" && Path.GetFileName(path) != "MetaChannel.cs")
        .ToDictionary(path => Path.GetFileName(Path.GetDirectoryName(path))!.ToLowerInvariant(), path => $"{Path.GetDirectoryName(path)}/");

    static readonly string[] channels = [.. folders.Keys.Except(words), "imap"];

    /// <summary>The types of the channels whose names are words.</summary>
    static readonly ILookup<string, string> types = folders.Where(folder => words.Contains(folder.Key))
        .SelectMany(folder => SourceTree.Files(folder.Value, ".cs").SelectMany(path => TypeName().Matches(CSharpText.Read(SourceTree.Read(path)).Code).Select(type => (folder.Key, Type: type.Groups[1].Value))))
        .Where(type => type.Type.StartsWith(type.Key, StringComparison.OrdinalIgnoreCase)).ToLookup(type => type.Key, type => type.Type);

    [Fact]
    public void Every_channel_is_found_by_its_folder() =>
        Assert.Equal(ConnectorsRoom.Descriptions.Select(description => description.Channel).Order(StringComparer.Ordinal), folders.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_channel_is_named_only_in_its_own_folder_and_in_the_list()
    {
        Findings.None(SourceTree.Files("services", ".cs", ".sql")
            .Where(path => path != List)
            .Select(path => (Path: path, Names: Named(path, SourceTree.Read(path)).ToList()))
            .Where(file => file.Names.Count > 0)
            .Select(file => $"{file.Path}: {string.Join(", ", file.Names)}"));
    }

    [Fact]
    public void A_channel_is_one_line_of_the_list()
    {
        var lines = SourceTree.Read(List).Split('\n');
        Findings.None(folders.Keys
            .Select(channel => (Name: channel, Lines: lines.Count(line => line.Contains($".{channel}Room.", StringComparison.OrdinalIgnoreCase)), Named: words.Contains(channel) ? 1 : lines.Count(line => line.Contains(channel, StringComparison.OrdinalIgnoreCase))))
            .Where(channel => channel is not { Lines: 1, Named: 1 })
            .Select(channel => $"{channel.Name}: {channel.Lines} lines with its room, {channel.Named} with its name"));
    }

    [Theory]
    [InlineData("services/Threads/Join.cs", "if (channel == \"telegram\") return;", "telegram")]
    [InlineData("services/Storage/TelegramCursor.cs", "sealed class TelegramCursor;", "telegram")]
    [InlineData("services/Storage/Cursor.cs", "/// <summary>E.g. the update id of telegram.</summary> class Cursor;", "")]
    [InlineData("services/Connectors/Telegram/Read.cs", "const string Name = \"telegram\";", "")]
    [InlineData("services/Connectors/Telegram/Read.cs", "const string Name = \"facebook\";", "facebook")]
    [InlineData("services/Connectors/Meta/WhatsApp/Read.cs", "const string Name = \"whatsapp\";", "")]
    [InlineData("services/Connectors/Meta/WhatsApp/Read.cs", "const string Name = \"messenger\";", "messenger")]
    [InlineData("services/Connectors/Meta/Graph.cs", "const string Host = \"graph.facebook.com\";", "")]
    [InlineData("services/Connectors/Meta/Graph.cs", "if (channel == \"whatsapp\") return;", "whatsapp")]
    [InlineData("services/Threads/Join.cs", "if (channel == \"x\") return;", "x")]
    [InlineData("services/Gateway/Accounts.cs", "if (channel == \"chat\") return;", "chat")]
    [InlineData("services/Gateway/Staff.cs", "Invalid(\"email\")", "")]
    [InlineData("services/Connectors/Hooks/HookDoor.cs", "WebhookSignature.Judge(x)", "webhook")]
    [InlineData("services/Connectors/Telegram/Read.cs", "m[\"chat\"]", "")]
    [InlineData("services/Connectors/X/XFollow.cs", "new XApi()", "")]
    [InlineData("services/Connectors/Email/Follow.cs", "new ImapClient()", "")]
    [InlineData("services/Mail/Imap/ImapClient.cs", "class ImapClient;", "")]
    public void A_name_is_seen_in_code_and_strings_and_not_in_comments(string path, string source, string names) =>
        Assert.Equal(names, string.Join(',', Named(path, source)));

    static IEnumerable<string> Named(string path, string source)
    {
        var read = CSharpText.Read(source);
        var text = read.Code + '\n' + string.Join('\n', read.Strings);
        var identifiers = Identifier().Matches(read.Code).Select(match => match.Value).ToHashSet();
        return channels.Where(channel => text.Contains(channel, StringComparison.OrdinalIgnoreCase) && !IsAtHome(channel, path))
            .Concat(words.Where(word => !IsAtHome(word, path) && !IsKnownTo(word, path) && (types[word].Any(identifiers.Contains) || IsSaid(word, path, read.Strings))));
    }

    /// <summary>Whether a room that knows no channel says its name. In Connectors these words are also what vendors call their own things; members of the staff have an e-mail address.</summary>
    static bool IsSaid(string word, string path, IEnumerable<string> strings) =>
        !path.StartsWith("services/Connectors/", StringComparison.Ordinal) && !(word == "email" && path.StartsWith("services/Gateway/", StringComparison.Ordinal)) && strings.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The chat goes on by mail; the host says which authorities mail servers may be signed by, imports mails, and opens the chat's door.</summary>
    static bool IsKnownTo(string word, string path) => word switch
    {
        "email" => path.StartsWith("services/Connectors/Chat/", StringComparison.Ordinal) || path.StartsWith("services/Host/", StringComparison.Ordinal),
        "chat" => path.StartsWith("services/Host/", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>IMAP is the e-mail channel's, and the Mail library speaks it. Channels of one vendor may share a folder, whose host's name is also a channel's.</summary>
    static bool IsAtHome(string channel, string path) => channel == "imap"
        ? path.StartsWith("services/Mail/", StringComparison.Ordinal) || path.StartsWith("services/Connectors/Email/", StringComparison.Ordinal)
        : path.StartsWith($"services/Connectors/{channel}/", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith($"services/Connectors/Meta/{channel}/", StringComparison.OrdinalIgnoreCase)
            || (channel == "facebook" && Path.GetDirectoryName(path) == "services/Connectors/Meta");

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?!struct|class)(\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Identifier();
}
