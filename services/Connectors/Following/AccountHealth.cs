using Inbox.Contracts;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Stores how an account does and says so when it is news. What the database could not take is stored with the next renewal of the lease.</summary>
internal sealed class AccountHealth(FollowerParts parts, string accountId, ILogger log)
{
    private (HealthState State, string? Reason)? _owed;
    private (bool IsOwed, DateTimeOffset? At) _tokenEnd;
    private int? _textLimit;

    /// <summary>Stored with the next report.</summary>
    public void TokenEnds(DateTimeOffset? at) => _tokenEnd = (true, at);

    /// <summary>Stored with the next report.</summary>
    public void Takes(int characters) => _textLimit = characters;

    public async Task ReportAsync(HealthState state, string? reason)
    {
        _owed = (state, reason);
        await OweNothingAsync();
    }

    public async Task OweNothingAsync()
    {
        if (_owed is not var (state, reason))
            return;
        try
        {
            var end = _tokenEnd;
            var isNews = end.IsOwed && await parts.Accounts.SetTokenEndAsync(accountId, end.At, CancellationToken.None);
            if (_textLimit is { } limit)
                isNews |= await parts.Accounts.SetTextLimitAsync(accountId, limit, CancellationToken.None);
            isNews |= await parts.Accounts.SetHealthAsync(accountId, state, reason, CancellationToken.None);
            _owed = null;
            if (_tokenEnd == end)
                _tokenEnd = default;
            _textLimit = null;
            if (isNews)
                parts.Announcer.Announce(new(accountId, state, reason));
        }
#pragma warning disable CA1031 // How an account does must not decide whether it is followed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "The health of account {AccountId} could not be stored", accountId);
        }
    }
}
