using Inbox.Contracts;
using Inbox.Insights;
using MassTransit;

namespace Inbox.Gateway;

/// <summary>Sends the digests that are due, each once: the row of reader and week is claimed first, and the connector claims its id again before anything goes out.</summary>
internal sealed class DigestRound(DigestBook book, DigestSending sending, Access access, IServiceProvider reports, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await book.AccountAsync(cancel) is not { } account)
            return;
        var now = clock.GetUtcNow();
        foreach (var reader in await book.ReadersAsync(cancel))
            if (TimeZoneInfo.TryFindSystemTimeZoneById(reader.Zone, out var zone) && DigestWeek.Of(now, zone) is var week && week.IsDue(now, reader.Since.Time())
                && await book.ClaimAsync(reader.StaffId, week.Name, cancel))
                await book.EndAsync(reader.StaffId, week.Name, await sending.SendAsync(await NoticeAsync(account, reader, new(week.From, week.To, zone), week.Name, cancel), cancel), cancel);
    }

    private async Task<SendNotice> NoticeAsync(string account, DigestReader reader, Period period, string week, CancellationToken cancel)
    {
        var scope = await access.ScopeAsync(new(reader.StaffId, reader.Name, Enum.Parse<Role>(reader.Role), Credential.Session, ""), cancel);
        var figures = await DigestFigures.OfAsync(reports, period, scope.AccountIds, cancel);
        var mail = new DigestMail(DigestWords.In(reader.Language), sending.Page);
        var stop = sending.Stop(reader.StaffId);
        return new($"digest/{reader.StaffId}/{week}", account, new(null, reader.Name, null, reader.Email), mail.Subject(figures), mail.Text(figures, stop), mail.Html(figures, stop)) { Unsubscribe = stop };
    }
}

/// <summary>Hands a digest to the connectors and says how it ended.</summary>
internal sealed class DigestSending(IBus bus, PublicAddress address, DigestStop stop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Page => address.Url;

    public string Stop(string staffId) => $"{address.Url}/digest/stop/{stop.TokenOf(staffId)}";

    /// <summary>No answer means that it may go out yet: nobody sends it again before the connector has been asked once more.</summary>
    public async Task<NoticeEnded> SendAsync(SendNotice notice, CancellationToken cancel)
    {
        try
        {
            return (await bus.Request<SendNotice, NoticeEnded>(notice, cancel, RequestTimeout.After(m: (int)Patience.TotalMinutes))).Message;
        }
        catch (Exception e) when (e is RequestException)
        {
            return new(NoticeState.Later, "The connectors did not answer. It is tried again within an hour.");
        }
    }
}
