using Inbox.Gateway;

namespace Inbox.Host;

/// <summary>What a person reads when Inbox has started.</summary>
internal static class Welcome
{
    public static async Task PrintAsync(WebApplication app, HostSettings settings, CancellationToken cancel)
    {
        Console.WriteLine($"Inbox runs {string.Join(", ", settings.Roles).ToLowerInvariant()} on {string.Join(", ", app.Urls)}");
        if (!settings.Has(Role.Gateway))
            return;
        Console.WriteLine($"Open {app.Services.GetRequiredService<PublicAddress>().Url}");
        if (await app.Services.GetRequiredService<FirstAdministrator>().LinkAsync(cancel) is { } link)
            Console.WriteLine($"Nobody can sign in yet. This link creates the first administrator, once, within 48 hours:\n{link}");
    }
}
