using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// A delivery report says that a reply did not arrive: it failed, with the reason, and its ask waits again. Where it only missed somebody in Cc, the person asked
/// has their answer: it stays sent, and says who has not got it.
/// </summary>
internal static class Bounces
{
    public static async Task ApplyAsync(
        DbTransaction transaction, Dialect dialect, IReadOnlyList<Received> received, IReadOnlyDictionary<string, MailNode> nodes, BatchChanges changes, CancellationToken cancel)
    {
        foreach (var bounce in received.Where(r => r.Event.Automatic == AutomaticKind.Bounce && r.Event.Mail is not null))
        {
            var failures = bounce.Event.Mail!.Failures;
            if (nodes[bounce.Row.Id].Tokens is not { Count: > 0 } replies || failures.Count > 0 && failures.All(f => !f.Permanent))
                continue;
            var error = Clean.Text(Reason(failures));
            foreach (var reply in await transaction.ListAsync<ReplyRow>($"{ReplyRow.Select} where {dialect.In("id", "ids")} and state is not null", new { ids = replies.ToArray() }, cancel))
            {
                if (reply.BouncedAt is not null || MissedOnlyOthers(reply, failures))
                {
                    if (reply.BouncedAt is null)
                        await transaction.RunAsync("update messages set error = @error where id = @Id", new { reply.Id, error }, cancel);
                    changes.Reply(reply, Enum.Parse<ReplyState>(reply.State!, ignoreCase: true), reply.BouncedAt is null ? error : reply.Error);
                    continue;
                }
                await transaction.RunAsync(
                    "update messages set state = 'failed', error = @error, bounced_at = @At, due_at = null where id = @Id", new { reply.Id, error, bounce.Row.At }, cancel);
                changes.Reply(reply, ReplyState.Failed, error);
            }
        }
    }

    private static bool MissedOnlyOthers(ReplyRow reply, IReadOnlyList<FailedDelivery> failures) =>
        Json.Read<ReplyPlan>(reply.Recipient) is { } plan && failures.Any(f => f.Permanent)
        && failures.Where(f => f.Permanent).Select(f => f.Recipient.ToLowerInvariant()).All(missed => missed != Addresses.Key(plan.Recipient) && plan.Cc.Any(c => Addresses.Key(c) == missed));

    private static string Reason(IReadOnlyList<FailedDelivery> failures) =>
        failures.FirstOrDefault(f => f.Permanent) is { } f
            ? $"Not delivered to {f.Recipient}: {f.Reason ?? "the receiving server gave no reason"}{(f.Status is null ? "" : $" ({f.Status})")}"
            : "Not delivered: the receiving server sent it back without saying why.";
}
