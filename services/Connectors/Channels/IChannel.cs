using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;

namespace Inbox.Connectors;

/// <summary>One channel: everything that is particular to it lives in its folder and is reached through this.</summary>
public interface IChannel
{
    /// <summary>What the rest of the product may know of it.</summary>
    ChannelDescription Description { get; }

    /// <summary>Reads raw bytes into events. Pure: the same bytes and context give the same events, whatever is in them; it never throws.</summary>
    Reading Read(RawInput input);

    /// <summary>What the platform calls this account itself (addresses, page ids), in the form that <see cref="Contracts.Party.ExternalId"/> has.</summary>
    IReadOnlySet<string> OwnIds(Storage.Account account);

    /// <summary>Tries an account's credentials now and explains what fails to the person who typed them.</summary>
    Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel);

    /// <summary>Whether there is something to follow for this account (a mailbox, a feed); false for accounts that only take imports or webhooks.</summary>
    bool CanFollow(ConnectedAccount account);

    /// <summary>Follows an account until it is cancelled or the connection breaks; a break is thrown and explained by <see cref="ChannelException"/>.</summary>
    Task FollowAsync(Following following, CancellationToken cancel);

    /// <summary>Hands a reply to the platform. Ends in an outcome, never in an exception for what a platform may do.</summary>
    Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel);
}

/// <summary>A channel whose platform keeps files apart from messages.</summary>
public interface IFetch
{
    /// <summary>Fetches a file's bytes. <see cref="ChannelException"/> says why it cannot be done, and whether it may be later.</summary>
    /// <param name="account">The account it came through.</param>
    /// <param name="source">What the channel's reader called it.</param>
    /// <param name="cancel">Gives up.</param>
    Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel);
}

/// <summary>A channel whose platform has approved texts before, to be sent when it takes nothing else.</summary>
public interface ITemplates
{
    /// <summary>Those that an account may send. <see cref="ChannelException"/> says why they cannot be asked for.</summary>
    Task<IReadOnlyList<MessageTemplate>> TemplatesAsync(ConnectedAccount account, CancellationToken cancel);
}

/// <summary>A channel whose accounts nobody follows, and that can find out without a reply whether the other side is well.</summary>
public interface IProbe
{
    /// <summary>Looks once; why replies would still not arrive, or null when they would.</summary>
    Task<string?> ProbeAsync(ConnectedAccount account, CancellationToken cancel);
}

/// <summary>A channel on whose platform we choose who sees a message: the states that its description names.</summary>
public interface IModerate
{
    /// <summary>Whether its follower compares what it sees with what it saw, so that it must be told what was changed from here in between (<see cref="Following.TouchedAsync"/>).</summary>
    bool LooksForChanges => false;

    /// <summary>Makes a message stand so. <see cref="ChannelException"/> says why it cannot be done; doing it again changes nothing.</summary>
    /// <param name="account">The account it came through.</param>
    /// <param name="externalId">The platform's id of the message.</param>
    /// <param name="state">How it is to stand.</param>
    /// <param name="cancel">Gives up.</param>
    Task ModerateAsync(ConnectedAccount account, string externalId, ModerationState state, CancellationToken cancel);
}

/// <summary>An account with what only its connector may know.</summary>
/// <param name="Account">The account.</param>
/// <param name="Secrets">Passwords and tokens by their keys; never logged.</param>
public sealed record ConnectedAccount(Storage.Account Account, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>A setting, secret or not; null when absent or empty.</summary>
    public string? this[string key] => Account[key] ?? (Secrets.TryGetValue(key, out var secret) && secret.Length > 0 ? secret : null);

    /// <summary>While it is checked: the keys of the settings that are new; null when all are.</summary>
    public IReadOnlyList<string>? Changed { get; init; }

    /// <summary>Changes when a setting or a secret does; tells nothing about them.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', Account.Settings.Concat(Secrets).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}\0{s.Value}")))));
}

/// <summary>Raw bytes with what is known around them.</summary>
/// <param name="AccountId">The account they came through.</param>
/// <param name="PayloadId">The id they are or will be stored under.</param>
/// <param name="Content">The bytes.</param>
/// <param name="ReceivedAt">When the platform or we got them.</param>
/// <param name="Origin">Where they were found.</param>
/// <param name="OwnIds">What the platform calls the account itself.</param>
/// <param name="NewId">Where ids come from.</param>
public sealed record RawInput(
    string AccountId, string PayloadId, ReadOnlyMemory<byte> Content, DateTimeOffset ReceivedAt, Origin Origin, IReadOnlySet<string> OwnIds, Func<string> NewId)
{
    /// <summary>A time that may be missing, and is never later than when the bytes came.</summary>
    public DateTimeOffset NoLater(DateTimeOffset? at) => at < ReceivedAt ? at.Value : ReceivedAt;
}

/// <summary>Where raw bytes were found, which decides what they may claim.</summary>
public enum Origin
{
    /// <summary>It came in from outside: nothing in it proves that we wrote it.</summary>
    Incoming,

    /// <summary>It lies in our own folder of sent messages: we wrote it.</summary>
    Sent,

    /// <summary>History that the owner imports: its own addresses are believed, and its times.</summary>
    Import,
}

/// <summary>Something to be explained to staff: what happened, with which value, what to do next.</summary>
public sealed class ChannelException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again may help without anybody changing a setting.</summary>
    public bool Transient { get; init; } = true;

    /// <summary>How long the platform asks to be left alone; null when it does not say.</summary>
    public TimeSpan? After { get; init; }
}
