using Inbox.Servers;

namespace Inbox.Tests.Host;

/// <summary>What a person typed wrong is said with what to type instead, and the exit code is 2: never a stack.</summary>
public sealed class CommandInputTests
{
    [Theory]
    [InlineData("staff add --email x --name Y --role agent", "'x' is not an e-mail address")]
    [InlineData("staff add --email x@y.example --name Y --role king", "There is no role 'king'")]
    [InlineData("token create --name _ --role agent", "The name is blank")]
    [InlineData("normalize none", "Unknown channel 'none'. Channels of this build: email,")]
    [InlineData("account add --channel none --name Y", "Unknown channel 'none'")]
    [InlineData("account add --channel email --name _ --set address=a@b.example", "The name is blank")]
    [InlineData("account add --channel email --name Y", "needs the setting 'address'")]
    [InlineData("account add --channel email --name Y --set address=", "needs the setting 'address'")]
    [InlineData("account add --channel email --name Y --set address=a@b.example --set address=c@d.example", "'address' is set twice")]
    [InlineData("account add --channel email --name Y --set address=a@b.example --set imapSecurity=none", "'none' is none of: tls, starttls")]
    [InlineData("account add --channel email --name Y --set adress=a@b.example", "no setting of this name. It has: address,")]
    public async Task Wrong_input_is_refused_in_words(string line, string words)
    {
        using var data = new ThrowAwayFolder("commands");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.CommandAsync(data.Path, [.. line.Split(' ').Select(word => word == "_" ? " " : word)]));

        Assert.Contains("ended with 2:", refused.Message, StringComparison.Ordinal);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_begins_with_an_at_sign_is_a_name()
    {
        using var data = new ThrowAwayFolder("commands");

        var said = await HostProcess.CommandAsync(
            data.Path, [.. "account add --channel instagram --name @shop --set appSecret=s --set verifyToken=v --set token=EAA --set instagramId=17841400008460056 --set graphUrl=http://127.0.0.1:1".Split(' ')]);

        Assert.Contains("\"name\":\"@shop\"", said, StringComparison.Ordinal);
    }
}
