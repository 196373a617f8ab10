using System.Globalization;
using Inbox.Mail.Net;

namespace Inbox.Mail.Imap;

/// <summary>
/// A signed-in IMAP session (the part of RFC 3501 and 9051 that an inbox needs), always over TLS. One caller at a time. Every failure is a
/// <see cref="MailFailureException"/>; after MailboxMissing, OverQuota and ServerRefused the session can go on, after any other, and after
/// cancellation, it is of no more use. Memory and time are bounded whatever the server sends.
/// </summary>
public sealed class ImapClient : IAsyncDisposable
{
    private const int MostFolders = 20_000;
    private readonly ImapSession _session;
    private readonly ImapOptions _options;
    private readonly ImapWatch _watch;

    private ImapClient(ImapSession session, ImapOptions options) => (_session, _options, _watch) = (session, options, new(session, options));

    /// <summary>What the server can do, in capitals (RFC 3501 7.2.1).</summary>
    public IReadOnlySet<string> Capabilities => _session.Capabilities;

    /// <summary>Connects, encrypts and signs in.</summary>
    public static async Task<ImapClient> Connect(
        MailEndpoint endpoint, Credentials credentials, MailConnection connection, ImapOptions options, CancellationToken ct)
    {
        using var deadline = new Deadline(connection.ConnectTimeout, connection.Time, ct);
        var wire = await Dialer.Open(endpoint, connection, deadline);
        try
        {
            return new(await ImapSignIn.Run(wire, endpoint, credentials, ct), options);
        }
        catch
        {
            await wire.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether these settings work: signs in and opens INBOX. Null when they do, otherwise what to tell the person who typed them.</summary>
    public static async Task<MailFailure?> Check(MailEndpoint endpoint, Credentials credentials, MailConnection connection, CancellationToken ct)
    {
        try
        {
            await using var client = await Connect(endpoint, credentials, connection, new(), ct);
            await client.Open(MailboxName.Inbox, readOnly: true, ct);
            await client.Logout(ct);
            return null;
        }
        catch (MailFailureException failed)
        {
            return failed.Failure;
        }
    }

    /// <summary>All folders.</summary>
    public async Task<IReadOnlyList<ImapFolder>> List(CancellationToken ct)
    {
        var folders = new List<ImapFolder>();
        var marked = Capabilities.Contains("SPECIAL-USE") && Capabilities.Contains("LIST-EXTENDED");
        var status = await _session.Run(new("LIST \"\" \"*\"" + (marked ? " RETURN (SPECIAL-USE)" : "")), line =>
        {
            if (folders.Count < MostFolders && ImapFolder.From(line) is { } folder) folders.Add(folder);
        }, ct);
        status.OrThrow(_session.Wire.Host, "LIST");
        return folders;
    }

    /// <summary>Opens a folder (EXAMINE or SELECT).</summary>
    public async Task<ImapMailbox> Open(MailboxName folder, bool readOnly, CancellationToken ct)
    {
        _session.ForgetFolder();
        var mailbox = ImapMailbox.Unknown(folder);
        var command = new ImapCommand(readOnly ? "EXAMINE" : "SELECT").Folder(folder);
        var status = await _session.Run(command, line => mailbox = mailbox.With(line), ct);
        // Servers that make a folder when it is first needed say this to the later of two who come at once, such as a mail and its reader: now it is there.
        if (status is { Word: "NO", Code: "ALREADYEXISTS" })
            status = await _session.Run(command, line => mailbox = mailbox.With(line), ct);
        status.OrThrow(_session.Wire.Host, command.Name);
        _session.TakeNews();
        return mailbox.UidValidity > 0 ? mailbox : throw Wire.Broken($"{_session.Wire.Host} gives its mails no lasting numbers (UIDVALIDITY).");
    }

    /// <summary>The mails that the server received on this day, by its own calendar, or later; UIDs ascending.</summary>
    public Task<IReadOnlyList<uint>> SearchSince(DateOnly day, CancellationToken ct) => Search(new ImapCommand("UID SEARCH SINCE").Date(day), 0, ct);

    /// <summary>The mails with a higher UID, ascending.</summary>
    public Task<IReadOnlyList<uint>> SearchAfter(uint uid, CancellationToken ct) => uid == uint.MaxValue
        ? Task.FromResult<IReadOnlyList<uint>>([])
        : Search(new ImapCommand("UID SEARCH UID").Words($"{(uid + 1).ToString(CultureInfo.InvariantCulture)}:*"), uid, ct);

    // "n:*" always names the last mail, even below n.
    private async Task<IReadOnlyList<uint>> Search(ImapCommand command, uint after, CancellationToken ct)
    {
        var found = new UidSearch(after);
        var status = await _session.Run(command, line =>
        {
            if (!found.Add(line)) throw Wire.Broken($"{_session.Wire.Host} named more mails than a mailbox can hold.");
        }, ct);
        status.OrThrow(_session.Wire.Host, "SEARCH");
        return found.Ascending();
    }

    /// <summary>Fetches mails without marking them as read. Those that are gone are left out; one that is too large comes as headers only.</summary>
    /// <param name="uids">UIDs, ascending.</param>
    /// <param name="ct">Ends the session.</param>
    public IAsyncEnumerable<FetchedMail> Fetch(IReadOnlyList<uint> uids, CancellationToken ct) => new ImapFetch(_session, _options.LargestMail).Run(uids, ct);

    /// <summary>Waits until something came into the open folder (true), or until it is time to look anyway (false).</summary>
    public Task<bool> WaitForNews(CancellationToken ct) => _watch.Wait(ct);

    /// <summary>Puts a mail into a folder, marked as read.</summary>
    /// <param name="folder">Usually <see cref="ImapFolder.FindSent"/>.</param>
    /// <param name="raw">The mail, with CRLF line ends.</param>
    /// <param name="internalDate">The moment that the folder shows.</param>
    /// <param name="ct">Ends the session.</param>
    /// <returns>Its UID where the server tells (UIDPLUS).</returns>
    public async Task<uint?> Append(MailboxName folder, byte[] raw, DateTimeOffset internalDate, CancellationToken ct)
    {
        var command = new ImapCommand("APPEND").Folder(folder).Words("(\\Seen)").Moment(internalDate).Literal(raw);
        var status = await _session.Run(command, null, ct);
        status.OrThrow(_session.Wire.Host, "APPEND");
        return status.Code == "APPENDUID" && uint.TryParse(status.Arguments.Split(' ')[^1], CultureInfo.InvariantCulture, out var uid) ? uid : null;
    }

    /// <summary>Says good-bye; a server that does not listen any more is no failure.</summary>
    public async Task Logout(CancellationToken ct)
    {
        try
        {
            await _session.Run(new("LOGOUT"), null, ct);
        }
        catch (MailFailureException)
        {
            // Its BYE ends the session, which is what was asked for.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.Wire.DisposeAsync();
}
