using Inbox.Connectors.X;

namespace Inbox.Tests.Connectors.X;

public sealed class XSignatureTests
{
    [Fact]
    public void The_platforms_own_example_gives_its_own_signature()
    {
        var address = new Uri("https://api.x.com/1.1/statuses/update.json?include_entities=true&status=Hello%20Ladies%20%2b%20Gentlemen%2c%20a%20signed%20OAuth%20request%21");
        var header = new XSignature(XFake.ConsumerKey, XFake.ConsumerSecret, "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", XFake.TokenSecret)
            .Header("POST", address, DateTimeOffset.FromUnixTimeSeconds(1318622958), "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg");

        Assert.Contains("oauth_signature=\"Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D\"", header, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_sorted_as_they_are_written_and_ports_are_named_where_they_are_unusual()
    {
        // RFC 5849, 3.4.1.1, without what only a form has.
        var text = XSignature.BaseString("post", new("http://EXAMPLE.COM:8080/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"), [("oauth_nonce", "7d8f3e4a")]);

        Assert.Equal("POST&http%3A%2F%2Fexample.com%3A8080%2Frequest&a2%3Dr%2520b%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26oauth_nonce%3D7d8f3e4a", text);
    }
}
