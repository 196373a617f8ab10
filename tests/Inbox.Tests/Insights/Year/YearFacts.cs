namespace Inbox.Tests.Insights.Year;

/// <summary>What truly happened in the year, as whoever made it up knows it.</summary>
internal sealed record YearFacts
{
    public List<YearTalk> All { get; } = [];
    public List<YearPost> Posts { get; } = [];
    public List<YearPrivateReply> PrivateReplies { get; } = [];

    /// <summary>What became part of another one is not there any more.</summary>
    public IEnumerable<YearTalk> Talks => All.Where(t => !t.IsGone);

    /// <summary>What would have come later is not known.</summary>
    public void EndsWithTheYear()
    {
        foreach (var talk in All)
        {
            talk.Said.RemoveAll(w => w.At >= YearTime.End);
            talk.Asks.RemoveAll(a => a.At >= YearTime.End);
        }
        All.RemoveAll(t => t.Said.Count == 0);
    }

    /// <summary>Conversations with somebody: not spam, and not what our own staff wrote from outside.</summary>
    public IEnumerable<YearTalk> WithPeople => Talks.Where(t => t.Nature != "spam" && t.Who != "staff");

    /// <summary>The asks that count; spam and our own staff ask nothing.</summary>
    public IEnumerable<YearAsk> Asks => WithPeople.SelectMany(t => t.Asks);
}

/// <summary>An account of the year.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Gap">G, in milliseconds.</param>
/// <param name="Hours">Its working hours; null for none.</param>
/// <param name="FirstMinutes">How soon a first ask is to be answered; in working time where it has hours.</param>
/// <param name="NextMinutes">Later asks, likewise.</param>
/// <param name="Teams">The teams that it belongs to.</param>
internal sealed record YearAccount(string Channel, long Gap, YearHours? Hours, int? FirstMinutes, int? NextMinutes, params string[] Teams)
{
    public string Id { get; set; } = "";
}

internal sealed record YearPost(string Id, long At, string Title)
{
    public YearAccount Account { get; init; } = null!;
}

/// <summary>A human; whoever staff found to be the same on two channels is one.</summary>
internal sealed class YearPerson(int number)
{
    public int Number => number;
}

/// <summary>A message.</summary>
/// <param name="At">Its true time.</param>
/// <param name="IsOurs">Whether our side wrote it.</param>
internal sealed record YearWord(long At, bool IsOurs)
{
    /// <summary>Words of its writer's own.</summary>
    public int Words { get; init; }

    /// <summary>Words that were put in from a saved reply besides.</summary>
    public int SavedWords { get; init; }

    /// <summary>An automation of ours is none, nor is a sticker alone.</summary>
    public bool IsHuman { get; init; } = true;

    /// <summary>A person's sticker is a comment and nothing else; ours only prompts.</summary>
    public bool IsSticker { get; init; }

    public bool IsComment { get; init; }

    /// <summary>It never went out, so nobody heard it.</summary>
    public bool IsFailed { get; init; }

    /// <summary>A private answer stands in the direct messages, and counts in the comment's conversation too.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Under a post: the message of somebody else that it answers directly.</summary>
    public YearWord? Under { get; init; }

    /// <summary>What its platform calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the store calls it; the ask that it begins has the same name.</summary>
    public string Id { get; set; } = "";
}

/// <summary>A question of the year and how it ended.</summary>
internal sealed class YearAsk(YearTalk talk, YearWord asked)
{
    public YearTalk Talk { get; set; } = talk;
    public YearWord Asked => asked;
    public long At => asked.At;
    public bool First { get; set; }
    public YearWord? Answer { get; set; }
    public string? AnsweredBy { get; set; }
    public string? Owner => Talk.Assigned.Where(a => a.At <= (EndedAt ?? long.MaxValue)).Select(a => a.Staff).LastOrDefault();
    public long? AnsweredAt => Answer?.At;
    public long? DismissedAt { get; set; }
    public long? WithdrawnAt { get; set; }
    public long? EndedAt => AnsweredAt ?? DismissedAt ?? WithdrawnAt;
}

/// <summary>A conversation.</summary>
internal sealed class YearTalk(YearPerson person, YearAccount account)
{
    public YearPerson Person => person;

    /// <summary>Who the person was found to be.</summary>
    public YearPerson? Same { get; set; }

    public YearPerson Whose => Same ?? person;
    public YearAccount Account => account;

    /// <summary>What it is about.</summary>
    public YearPost? Post { get; init; }

    /// <summary>The post that it comes from: what it is about, or what the comment was about whose private answer began it.</summary>
    public YearPost? Origin { get; set; }

    public string? Subject { get; init; }
    public List<YearWord> Said { get; } = [];
    public List<YearAsk> Asks { get; } = [];
    public List<(long At, string? Staff)> Assigned { get; } = [];
    public bool IsGone { get; set; }

    /// <summary>Since when it is what it is: after what staff merged and split.</summary>
    public long KnownAt { get; set; }

    public string? Who { get; set; }
    public string? Why { get; set; }
    public string? Nature { get; set; }
    public string? Outcome { get; set; }
    public string? Topic { get; set; }
    public (string Who, string Why, string Nature)? Suggested { get; set; }
    public string? Sentiment { get; set; }
    public string? Language { get; set; }

    /// <summary>How the person felt and what they wrote in, as it was suggested with the rest.</summary>
    public (string Sentiment, string? Language) SuggestedFelt { get; set; }

    /// <summary>What a human said in it, in its order.</summary>
    public IEnumerable<YearWord> Human => Said.Where(w => w is { IsHuman: true, IsSticker: false, IsFailed: false }).OrderBy(w => w.At);

    public long BeganAt => Said.Where(w => !w.IsElsewhere).Min(w => w.At);
}

/// <summary>A comment that was given a private reply.</summary>
/// <param name="Account">Whose comment.</param>
/// <param name="At">When the reply was sent.</param>
/// <param name="IsRefused">Whether the platform refused it.</param>
/// <param name="AnsweredAt">When the person answered there.</param>
internal sealed record YearPrivateReply(YearAccount Account, long At, bool IsRefused, long? AnsweredAt)
{
    /// <summary>Whether it did not get as far as the platform.</summary>
    public bool IsLost { get; init; }
}
