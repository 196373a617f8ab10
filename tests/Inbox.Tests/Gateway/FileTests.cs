using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class FileTests
{
    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"..\x.txt", "x.txt")]
    [InlineData(@"C:\autoexec.bat", "autoexec.bat")]
    [InlineData("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt")]
    [InlineData("\u200b.htaccess", "htaccess")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("", "file")]
    [InlineData("...", "file")]
    [InlineData("résumé “x”.pdf", "résumé “x”.pdf")]
    public void B43_a_file_name_is_a_name_and_nothing_else(string given, string shown) => Assert.Equal(shown, FileName.Clean(given));

    [Fact]
    public void B43_a_long_name_is_cut_and_keeps_its_ending()
    {
        var name = FileName.Clean(new string('é', 300) + ".pdf");
        Assert.Equal(150, name.Length);
        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.svg", "image/svg+xml", "<svg onload=alert(1)>")]
    [InlineData("x.html", "text/html", "<script>alert(1)</script>")]
    [InlineData("x.xhtml", "application/xhtml+xml", "<html/>")]
    [InlineData("x.pdf", "application/pdf", "%PDF-1.7 /JS")]
    [InlineData("x", "", "GIF8 is not a gif")]
    [InlineData("x.png", "image/png", "<html>no png</html>")]
    public async Task B44_whatever_came_can_only_be_saved(string name, string type, string content)
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);
        var id = await UploadAsync(agent, name, type, Encoding.UTF8.GetBytes(content));
        foreach (var query in (string[])["", "?inline=1"])
        {
            var answer = await agent.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{id}{query}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal(content, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_file_that_is_still_with_its_platform_says_so_and_one_that_cannot_be_had_says_why()
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);
        var (cancel, id) = (TestContext.Current.CancellationToken, await UploadAsync(agent, "photo.jpg", "image/jpeg", []));
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update attachments set source = 'theirs', try_at = 0 where id = @id", new { id }, cancel), cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await agent.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{id}")).StatusCode);

        await host.Get<WaitingFiles>().FailAsync(id, "It was deleted over there.", again: null, cancel);

        var gone = await agent.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{id}");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("It was deleted over there.", await gone.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
        Assert.Equal("It was deleted over there.", (await agent.ReadAsync($"/api/v1/attachments/{id}/fetch")).Text("problem"));

        using var stranger = await host.AsAsync(Role.Agent);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Put, $"/api/v1/attachments/{id}/fetch")).StatusCode);
        Assert.Empty(await host.Get<WaitingFiles>().DueAsync(9, cancel));
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Put, $"/api/v1/attachments/{id}/fetch")).StatusCode);
        Assert.Equal((id, 0), (await host.Get<WaitingFiles>().DueAsync(9, cancel)).Select(f => (f.Id, f.Tries)).Single());
        Assert.Null((await agent.ReadAsync($"/api/v1/attachments/{id}/fetch")).Text("problem"));

        await host.Get<WaitingFiles>().KeepAsync(id, [1], cancel);
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put])
            Assert.Equal(HttpStatusCode.NoContent, (await agent.SendAsync(method, $"/api/v1/attachments/{id}/fetch")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_message_says_which_of_its_files_are_not_here_and_why()
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);
        var cancel = TestContext.Current.CancellationToken;
        var (here, missing) = (await UploadAsync(agent, "here.txt", "text/plain", [1]), await UploadAsync(agent, "photo.jpg", "image/jpeg", []));
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        await host.Get<Database>().WriteAsync(
            async t =>
            {
                await t.RunAsync("update attachments set source = 'theirs', error = 'It is too old.' where id = @missing", new { missing }, cancel);
                await t.RunAsync("update messages set attachments = @files where conversation_id = @id", new { id, files = $$"""[{"id":"{{here}}","name":"a","type":"t","size":1},{"id":"{{missing}}","name":"b","type":"t","size":0}]""" }, cancel);
            },
            cancel);

        var message = (await agent.ReadAsync($"/api/v1/conversations/{id}/messages")).GetProperty("items")[0];
        Assert.Equal(2, message.GetProperty("attachments").GetArrayLength());
        Assert.Equal([(missing, "It is too old.")], message.GetProperty("missing").EnumerateArray().Select(m => (m.Text("id"), m.Text("problem"))));
    }

    [Fact]
    public async Task A_real_picture_is_shown_in_place_as_what_it_is_and_not_as_what_it_claims()
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);
        var id = await UploadAsync(agent, "ünï.html", "text/html", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]);
        var shown = await agent.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{id}?inline=1");

        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("ünï.html", shown.Content.Headers.ContentDisposition.FileNameStar);
    }

    private static async Task<string> UploadAsync(HttpClient client, string name, string type, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type.Length == 0 ? null : new MediaTypeHeaderValue(type);
        var answer = await client.PostAsync($"/api/v1/attachments?name={Uri.EscapeDataString(name)}", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.JsonAsync()).Text("id");
    }
}
