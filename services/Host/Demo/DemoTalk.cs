namespace Inbox.Host;

/// <summary>Who wrote in the months before the demo's letters begin, and about what: those who come back write about something else each time.</summary>
internal sealed record DemoPastScript(IReadOnlyList<DemoPerson> Readers, IReadOnlyList<DemoTalk> Talks);

/// <summary>A conversation that is over.</summary>
/// <param name="Account">Where it was.</param>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Post">The post that it was about; null in a mailbox.</param>
/// <param name="Acts">What staff said of it, and its end.</param>
/// <param name="Letters">What was written; under a post the first says how long after it.</param>
internal sealed record DemoTalk(DemoAccount Account, string Language, DemoTopic? Post, IReadOnlyList<(string Act, string How)> Acts, IReadOnlyList<DemoLetter> Letters)
{
    /// <summary>After the language and the account come who wrote, why, of what nature it was, and the outcome.</summary>
    public static DemoTalk Read(IReadOnlyList<DemoAccount> accounts, string head, IEnumerable<DemoLetter> letters)
    {
        var (words, account, all) = (head.Split(' '), Of(accounts, head), letters.ToList());
        return new(account, words[1], account.Posts.GetValueOrDefault(all[0].Subject!), [("context", string.Join(' ', words[3..6])), ("closed", words[6])], all);
    }

    /// <summary>What somebody leaves under a post who asks nothing.</summary>
    public static DemoTalk Cheer(IReadOnlyList<DemoAccount> accounts, string head, string text)
    {
        var (words, account) = (head.Split(' '), Of(accounts, head));
        return new(account, words[1], account.Posts[words[3]], [("context", "other entertained unknown"), ("closed", "")], [new(DemoMove.Wrote, TimeSpan.FromHours(2), words[3], null, text, [], false)]);
    }

    private static DemoAccount Of(IReadOnlyList<DemoAccount> accounts, string head) => accounts.Single(a => a.Key == head.Split(' ')[2]);
}
