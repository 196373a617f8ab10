using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>A WhatsApp number on the Cloud API.</summary>
internal sealed class WhatsAppChannel(GraphApi graph, WhatsAppSender sender) : IChannel, IHook, IFetch
{
    public const string Name = "whatsapp";

    /// <summary>The setting that says which number it is.</summary>
    public const string Id = "phoneNumberId";

    /// <summary>The longest text that the platform takes.</summary>
    public const int TextLimit = 4096;

    public static ChannelDescription Describes { get; } = new(Name, MetaSettings.Describe(Id), EpisodeGap: TimeSpan.FromHours(72), "application/json", TextLimit, IsPushedTo: true);

    public ChannelDescription Description => Describes;

    public Reading Read(RawInput input) => WhatsAppReader.Read(input);

    public IReadOnlySet<string> OwnIds(Storage.Account account) => account[Id] is { } id ? new HashSet<string> { id } : [];

    public HookAnswer Judge(ConnectedAccount account, HookRequest request) => MetaHook.Judge(account, request);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => MetaCheck.RunAsync(graph, account, Id, cancel);

    public bool CanFollow(ConnectedAccount account) => account["token"] is not null;

    public Task FollowAsync(Following following, CancellationToken cancel) => new TokenWatch(graph, Id, following).RunAsync(cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => sender.SendAsync(sending, cancel);

    /// <summary>The id leads to an address, the address with the token to the bytes.</summary>
    public async Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel)
    {
        var found = await graph.GetAsync(account, $"{Uri.EscapeDataString(source)}?phone_number_id={account[Id]}", cancel);
        return found.IsWell
            ? await graph.FileAsync(found.Body["url"].Text ?? "", account["token"], cancel)
            : throw new ChannelException($"WhatsApp says: {found.Words}") { Transient = found.IsBusy || found.IsUnwell || found.IsTokenDead };
    }
}

/// <summary>Composes the channel.</summary>
internal static class WhatsAppRoom
{
    public static IServiceCollection AddWhatsApp(this IServiceCollection services) => services.AddSingleton<WhatsAppSender>().AddSingleton<IChannel, WhatsAppChannel>();
}
