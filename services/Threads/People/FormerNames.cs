using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Names of people that a channel gives otherwise today, since several accounts gave the same ones. Who bears such a name and has written through one account alone keeps their history under the new
/// name; whom two accounts share was two people or one, nobody can tell, and is left as they are: what comes from now on is somebody else's.
/// </summary>
internal static class FormerNames
{
    /// <summary>Gives the bearer the name of today. Whether somebody has it now.</summary>
    public static async Task<bool> TakeAsync(DbTransaction transaction, Received r, CancellationToken cancel)
    {
        var (former, key) = (Clean.Text(r.Event.Formerly!), IdentityBook.KeyOf(r));
        var person = await transaction.OneAsync<string>("select person_id from identities where channel = @Channel and external_id = @former", new { r.Event.Channel, former }, cancel);
        if (person is null || former == key)
            return false;
        var values = new { r.Event.Channel, r.Event.AccountId, former, key, person };
        if (await transaction.OneAsync<long>("select count(*) from conversations where person_id = @person and channel = @Channel and account_id <> @AccountId", values, cancel) > 0)
            return false;
        await transaction.RunAsync("update identities set external_id = @key where channel = @Channel and external_id = @former", values, cancel);
        await transaction.RunAsync(
            """
            update conversations set context = substr(context, 1, length(context) - length(@former)) || @key
            where person_id = @person and account_id = @AccountId and substr(context, length(context) - length(@former)) = '|' || @former
            """,
            values, cancel);
        return true;
    }
}
