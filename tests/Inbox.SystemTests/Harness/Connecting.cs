using Inbox.Servers;

namespace Inbox.SystemTests;

/// <summary>Connecting mailboxes through the API.</summary>
internal static class Connecting
{
    /// <summary>The settings of a mailbox on the mail server.</summary>
    public static Dictionary<string, string> Mailbox(MailServer mail, string address, params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string>
        {
            ["address"] = address,
            ["password"] = MailServer.Password,
            ["imapHost"] = "127.0.0.1",
            ["imapPort"] = $"{mail.ImapsPort}",
            ["smtpHost"] = "127.0.0.1",
            ["smtpPort"] = $"{mail.SmtpsPort}",
        };
        foreach (var (key, value) in changes) settings[key] = value;
        return settings;
    }

    /// <summary>Connects a mailbox and waits until it is followed; returns the account's id.</summary>
    public static async Task<string> ConnectAsync(this Api api, MailServer mail, string address, params (string Key, string Value)[] changes)
    {
        var account = await api.PostAsync("/accounts", new { channel = "email", name = address.Split('@')[0], settings = Mailbox(mail, address, changes) });
        var id = account.Text("id")!;
        await api.IsFollowedAsync(id);
        return id;
    }

    public static Task IsFollowedAsync(this Api api, string account) =>
        Eventually.Until(() => api.GetAsync($"/accounts/{account}/health"), health => health.Text("state") == "green", "a followed account");
}
