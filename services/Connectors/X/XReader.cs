using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>
/// Reads what the Account Activity API pushed, and what v2 answered: as it is, or as the follower keeps it, with <c>for_user_id</c> and <c>historic</c> beside data and
/// includes, or <c>gone</c> for a post that is there no more. Pure.
/// </summary>
internal static class XReader
{
    public static Reading Read(RawInput input)
    {
        if (Node.Read(input.Content, out var problem) is not { } all)
            return new([], [], problem);
        var (found, files, problems) = (new List<Found>(), new List<Storage.NewFile>(), new List<string>());
        foreach (var body in all.IsObject ? [all] : all.ToList())
            Body(body, input, found, files, problems);
        if (found.Count == 0 && problems.Count == 0)
            problems.Add("There is nothing in it that X delivers.");
        return new(found, files, problems.Count > 0 ? string.Join(' ', problems.Take(5)) : null);
    }

    private static void Body(Node body, RawInput input, List<Found> found, List<Storage.NewFile> files, List<string> problems)
    {
        var us = body["for_user_id"].Id ?? (input.OwnIds.Count == 1 ? input.OwnIds.First() : null);
        if (us is not null && input.OwnIds.Count > 0 && !input.OwnIds.Contains(us))
        {
            found.Add(Found.Of(new Note(Notes.Ignore) { Reason = $"It belongs to another user ({us})." }));
            return;
        }
        var read = body["historic"].IsTrue ? input with { Origin = Origin.Import } : input;
        var (posts, directs) = (new XPost(read, us, body["includes"]), new XDirect(read, us, body["includes"]));
        var data = body["data"];
        foreach (var one in data.IsObject ? [data] : data.ToList())
        {
            if (one["id"].Id is null)
                problems.Add("Something in it has no id.");
            else if (one["event_type"].Exists)
                found.Add(directs.Read(one, files));
            else if (one["text"].Exists || one["note_tweet"].Exists)
                found.AddRange(posts.Read(one, files));
            else
                found.Add(Found.Of(new Note(Notes.Ignore) { ExternalId = one["id"].Id, Reason = $"Nothing is known of {string.Join(", ", one.Names)}." }));
        }
        if (body["gone"].Id is { } gone)
            found.Add(Found.Of(new MessageDeleted(input.NewId(), input.AccountId, gone, input.NoLater(body["at"].Moment)), new(Notes.Delete) { TargetExternalId = gone }));
        var before = found.Count + problems.Count;
        found.AddRange(XActivity.Read(body, read, files, problems.Add));
        if (found.Count + problems.Count == before && !data.Exists && body["gone"].Id is null && body["for_user_id"].Exists)
            found.Add(Found.Of(new Note(Notes.Ignore) { Reason = $"Nothing is known of {string.Join(", ", body.Names.Except(["for_user_id"]).DefaultIfEmpty("a delivery without content"))}." }));
    }
}
