using Inbox.Servers;
using Inbox.Tests.Connectors;

namespace Inbox.Tests.Host;

public sealed class DoctorTests
{
    [Theory]
    [InlineData(503, "RED   account Shop"), InlineData(401, "RED   account Shop"), InlineData(200, "ok    account Shop")]
    public async Task Whether_replies_would_arrive_is_asked_where_they_go(int status, string line)
    {
        await using var receiver = await Vendor.StartAsync(_ => new(status));
        using var data = new ThrowAwayFolder("doctor");
        await HostProcess.CommandAsync(data.Path, ["account", "add", "--channel", "webhook", "--name", "Shop", "--set", $"secret=whsec_{Convert.ToBase64String(new byte[32])}", "--set", $"replyUrl={receiver.Url}"]);
        Assert.Single(receiver.Requests);

        var said = await SaidAsync(data.Path);

        Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.Equal(["ping", "ping"], receiver.Requests.Select(r => r.Json.GetProperty("type").GetString()));
    }

    private static async Task<string> SaidAsync(string data)
    {
        try
        {
            return await HostProcess.CommandAsync(data, ["doctor"]);
        }
        catch (InvalidOperationException red)
        {
            return red.Message;
        }
    }
}
