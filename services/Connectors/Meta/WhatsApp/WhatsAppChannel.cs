using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>A WhatsApp number on the Cloud API.</summary>
internal static class WhatsAppChannel
{
    public const string Name = "whatsapp";

    /// <summary>The setting that says which number it is.</summary>
    public const string Id = "phoneNumberId";

    /// <summary>The setting that says which business account the number belongs to: templates are its.</summary>
    public const string BusinessId = "businessAccountId";

    /// <summary>The longest text that the platform takes.</summary>
    public const int TextLimit = 4096;

    public static ChannelDescription Describes { get; } = new(Name, MetaSettings.Describe(Id, new SettingDescription(BusinessId)), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, IsPushedTo: true)
    {
        Directly = new(TextLimit) { Window = TimeSpan.FromHours(24), TakesTemplates = true },
    };

    public static MetaChannel On(GraphApi graph) => new(graph, new(Describes, Id, WhatsAppReader.Read, new WhatsAppSender(graph).SendAsync, FetchWith(graph))
    {
        Needs = "whatsapp_business_messaging", Templates = new WhatsAppTemplates(graph).ListAsync, Hears = new(account => account[BusinessId], _ => [], "whatsapp_business_management") { App = entry => entry["whatsapp_business_api_data"] },
    });

    /// <summary>The id leads to an address, the address with the token to the bytes.</summary>
    private static Func<ConnectedAccount, string, CancellationToken, Task<byte[]>> FetchWith(GraphApi graph) => async (account, source, cancel) =>
    {
        var found = await graph.GetAsync(account, $"{Uri.EscapeDataString(source)}?phone_number_id={account[Id]}", cancel);
        return found.IsWell
            ? await graph.FileAsync(found.Body["url"].Text ?? "", account["token"], cancel)
            : throw new ChannelException($"WhatsApp says: {found.Words}") { Transient = found.IsBusy || found.IsUnwell || found.IsTokenDead };
    };
}

/// <summary>Composes the channel.</summary>
internal static class WhatsAppRoom
{
    public static ChannelRoom Room { get; } = MetaRoom.Of(WhatsAppChannel.Describes, WhatsAppChannel.On);
}
