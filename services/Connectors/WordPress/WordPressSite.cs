using Inbox.Connectors.Json;

namespace Inbox.Connectors.WordPress;

/// <summary>Which site an account follows. Each site numbers its comments for itself, so those of another would be taken for what became of these.</summary>
internal static class WordPressSite
{
    private const int AtOnce = 100;
    private const long Greeting = 1;
    private static readonly string[] Ends = ["/wp/v2/users", "/wp-json", "/index.php", "/"];

    /// <summary>What a site calls itself, whatever address it is asked under: without scheme and www. Null when it does not say.</summary>
    /// <param name="me">The user, with the addresses that the site gives.</param>
    public static string? Name(Node me)
    {
        if (!Uri.TryCreate(me["_links"]["collection"][0]["href"].Text, UriKind.Absolute, out var at))
            return null;
        var host = at.Authority.StartsWith("www.", StringComparison.Ordinal) ? at.Authority["www.".Length..] : at.Authority;
        return host + Ends.Aggregate(at.AbsolutePath, (path, end) => path.EndsWith(end, StringComparison.Ordinal) ? path[..^end.Length] : path);
    }

    /// <summary>Whether something is watched that tells this site from another. Number 1 is a greeting, the same on every new one: it tells only when it says something else there.</summary>
    public static bool CanTell(WordPressWatch watch) => watch.Newest > Greeting;

    /// <summary>Why this is not the site that is watched; null when it is, or when nobody can know.</summary>
    public static async Task<string?> ProblemAsync(WordPressApi api, ConnectedAccount account, WordPressWatch? watch, string? name, CancellationToken cancel)
    {
        if (watch?.Site is not { } known || name is null || name == known)
            return null;
        // A site that got another name has the comments that it had.
        var ids = watch.Seen.Keys.Where(id => id > Greeting || !CanTell(watch)).TakeLast(AtOnce).ToList();
        if (ids.Count == 0)
            return null;
        var answer = await api.GetAsync(account, "comments", $"context=edit&status=any&include={string.Join(',', ids)}&per_page={AtOnce}&_fields=id,content,status", cancel);
        if (!answer.IsWell)
            return answer.Explain().Problem;
        var there = answer.Body.Where(c => c["id"].Number is { } id && ids.Contains(id)).ToList();
        var same = there.Count(c => WordPressComment.Words(WordPressComment.Mark(c)) == WordPressComment.Words(watch.Seen[c["id"].Number!.Value]));
        return (CanTell(watch) ? same > 0 && same * 2 >= ids.Count : same == there.Count)
            ? null
            : $"This is {name}, and this account has followed {known}: comments of both have the same numbers. Connect it as an account of its own.";
    }
}
