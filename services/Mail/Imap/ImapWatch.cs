namespace Inbox.Mail.Imap;

/// <summary>Waits for news in the chosen folder: IDLE (RFC 2177) where the server has it, NOOP otherwise.</summary>
internal sealed class ImapWatch(ImapSession session, ImapOptions options)
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(28);

    /// <summary>
    /// How soon an IDLE ends in which the server warned: one that lost its footing (Dovecot, when a folder was numbered anew beneath it) only says so once and then
    /// nothing, until the next command. Not at once, so that a server that always warns is not asked in a circle.
    /// </summary>
    private static readonly TimeSpan AfterWarning = TimeSpan.FromSeconds(2);
    private bool _idleRefused;

    public async Task<bool> Wait(CancellationToken ct)
    {
        if (session.TakeNews()) return true;
        if (session.Capabilities.Contains("IDLE") && !_idleRefused && await Idle(ct) is { } news) return news;
        return await Poll(ct);
    }

    private async Task<bool> Poll(CancellationToken ct)
    {
        await Task.Delay(options.PollInterval, session.Wire.Connection.Time, ct);
        (await session.Run(new("NOOP"), null, ct)).OrThrow(session.Wire.Host, "NOOP");
        return session.TakeNews();
    }

    // Null when the server does not idle after all.
    private async Task<bool?> Idle(CancellationToken ct)
    {
        var wire = session.Wire;
        var tag = session.NextTag();
        ImapStatus? ended = await session.Send(tag, new("IDLE"), ct);
        using (var deadline = wire.Deadline(wire.Connection.CommandTimeout, ct)) ended ??= await session.WaitForContinuation(tag, deadline);
        _idleRefused = ended is { IsOk: false };
        if (_idleRefused) return null;
        var time = wire.Connection.Time;
        var began = time.GetTimestamp();
        var renewal = options.IdleRenewal < LongestIdle ? options.IdleRenewal : LongestIdle;
        var news = session.TakeNews();
        session.TakeWarning();
        while (ended is null && !news && renewal - time.GetElapsedTime(began) is { Ticks: > 0 } left && await wire.HasMore(left, ct))
        {
            using var deadline = wire.Deadline(wire.Connection.CommandTimeout, ct);
            ended = await session.ReadOne(tag, deadline);
            news = session.TakeNews();
            if (session.TakeWarning() && time.GetElapsedTime(began) + AfterWarning is var soon && soon < renewal) renewal = soon;
        }
        if (ended is null) await Done(tag, ct);
        return session.TakeNews() || news;
    }

    private async Task Done(string tag, CancellationToken ct)
    {
        using var deadline = session.Wire.Deadline(options.IdleAnswer, ct);
        await session.SendLine("DONE", deadline);
        ImapStatus? ended;
        while ((ended = await session.ReadOne(tag, deadline)) is null) { }
        ended.OrThrow(session.Wire.Host, "IDLE");
    }
}
