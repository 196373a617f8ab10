using Inbox.Contracts;

namespace Inbox.Tests.Contracts;

public sealed class ThreadTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly string Reply = Guid.CreateVersion7().ToString();

    [Fact]
    public void A_token_survives_servers_that_change_its_case_and_names_its_reply()
    {
        var token = ThreadToken.Sign(Key, Reply, "Alice@Example.com").ToUpperInvariant();

        Assert.True(ThreadToken.TryRead(token, out var reply));
        Assert.Equal(Reply, reply);
        Assert.True(ThreadToken.Verify(Key, token, "alice@example.COM"));
        Assert.True("support+".Length + token.Length <= 64);
    }

    [Fact]
    public void B21_a_token_without_our_key_for_another_recipient_or_changed_anywhere_is_not_ours()
    {
        var token = ThreadToken.Sign(Key, Reply, "alice@example.com");

        Assert.False(ThreadToken.Verify(new byte[32], token, "alice@example.com"));
        Assert.False(ThreadToken.Verify(Key, token, "bob@example.com"));
        for (var i = 0; i < token.Length; i++)
            Assert.False(ThreadToken.Verify(Key, token[..i] + (token[i] == 'a' ? 'b' : 'a') + token[(i + 1)..], "alice@example.com"));
    }

    [Theory, InlineData(""), InlineData("."), InlineData("reply-123"), InlineData("a.b.c"), InlineData("é.aaaaaaaaaaaaaaaa")]
    public void What_is_not_of_the_form_is_no_token(string text) => Assert.False(ThreadToken.TryRead(text, out _));
}
