using Microsoft.Playwright;

namespace Inbox.SystemTests.Channels;

/// <summary>A website chat, as its operator connects it and as a visitor writes in it.</summary>
internal static class Chatting
{
    public static async Task<string> OpenChatAsync(this Installation inbox, params (string Key, string Value)[] settings)
    {
        var account = await inbox.Api.PostAsync("/accounts", new { channel = "chat", name = "Fern & Fig", settings = settings.Append(("color", "#7b1fa2")).ToDictionary(s => s.Item1, s => s.Item2) });
        await inbox.Api.IsFollowedAsync(account.Text("id")!);
        return account.Text("id")!;
    }

    public static async Task SayAsync(this IFrame chat, string text)
    {
        await chat.Locator("textarea").FillAsync(text);
        await chat.Locator("textarea").PressAsync("Enter");
    }
}
