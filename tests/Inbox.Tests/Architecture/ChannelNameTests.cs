namespace Inbox.Tests.Architecture;

/// <summary>"No <c>if telegram</c> is possible": a new channel is its folder and its lines in the list of ConnectorsRoom, and nothing else knows it.</summary>
public sealed class ChannelNameTests
{
    const string List = "services/Connectors/ConnectorsRoom.cs";

    static readonly string[] channels = ["telegram", "wordpress", "facebook", "messenger", "instagram", "whatsapp", "bluesky", "mastodon", "imap"];

    [Fact]
    public void A_channel_is_named_only_in_its_own_folder_and_in_the_list()
    {
        Findings.None(SourceTree.Files("services", ".cs", ".sql")
            .Where(path => path != List)
            .Select(path => (Path: path, Names: Named(path, SourceTree.Read(path)).ToList()))
            .Where(file => file.Names.Count > 0)
            .Select(file => $"{file.Path}: {string.Join(", ", file.Names)}"));
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
    [InlineData("services/Connectors/Email/Follow.cs", "new ImapClient()", "")]
    [InlineData("services/Mail/Imap/ImapClient.cs", "class ImapClient;", "")]
    public void A_name_is_seen_in_code_and_strings_and_not_in_comments(string path, string source, string names) =>
        Assert.Equal(names, string.Join(',', Named(path, source)));

    static IEnumerable<string> Named(string path, string source)
    {
        var read = CSharpText.Read(source);
        var text = read.Code + '\n' + string.Join('\n', read.Strings);
        return channels.Where(channel => text.Contains(channel, StringComparison.OrdinalIgnoreCase) && !IsAtHome(channel, path));
    }

    /// <summary>IMAP is the e-mail channel's, and the Mail library speaks it. Channels of one vendor may share a folder, whose host's name is also a channel's.</summary>
    static bool IsAtHome(string channel, string path) => channel == "imap"
        ? path.StartsWith("services/Mail/", StringComparison.Ordinal) || path.StartsWith("services/Connectors/Email/", StringComparison.Ordinal)
        : path.StartsWith($"services/Connectors/{channel}/", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith($"services/Connectors/Meta/{channel}/", StringComparison.OrdinalIgnoreCase)
            || (channel == "facebook" && Path.GetDirectoryName(path) == "services/Connectors/Meta");
}
