using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>Whom each post brought to us, person by person: all that was said between them and us because of it, in the open and in private, is one exchange.</summary>
internal sealed class Meetings
{
    private static readonly long SecondDateWithin = (long)TimeSpan.FromDays(30).TotalMilliseconds;
    private readonly PostNumbers _posts;
    private readonly List<Meeting> _all = [];
    private readonly List<string[]> _who = [];

    private Meetings(PostNumbers posts) => _posts = posts;

    /// <summary>The conversations that began with our private answer to a comment, as they were.</summary>
    public Carried Carried => _posts.Carried;

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => 48L * _all.Count;

    public static Meetings Of(IReadOnlyList<PackView> views, Persons persons, PostNumbers posts)
    {
        var (meetings, talks, one) = (new Meetings(posts), new PersonTalks(views), new MeetingsOfOne());
        var whos = new Dictionary<string, int>();
        for (var person = 0; person < persons.Count; person++)
            if (IsMet(views, persons[person], posts))
                one.LookAt(talks.Of(persons[person]), posts, (post, talkedAt, who, date, isBack) => meetings._all.Add(new(person, post, meetings.Who(whos, who), talkedAt, date.First.GapEnd, isBack)));
        return meetings;
    }

    /// <summary>Counts those of a part of the people into their posts.</summary>
    public void Count(CrowdPart part, IReadOnlyCollection<string> wanted, Origins origins, long now)
    {
        var (posts, isWanted) = (new PostCount?[_posts.Count], _who.ConvertAll(w => w.Any(wanted.Contains)));
        foreach (ref readonly var meeting in CollectionsMarshal.AsSpan(_all))
            if (part.Has(meeting.Person))
                (posts[meeting.Post] ??= origins.Of(_posts[meeting.Post])).Add(meeting.TalkedAt, isWanted[meeting.Who], meeting.GapEnd > now - SecondDateWithin ? null : meeting.IsBack);
    }

    /// <summary>Looks at the conversations about a post of those with whom it became one, as <see cref="Count"/> counts them.</summary>
    public void TalkedWith(CrowdPart part, IReadOnlyCollection<string>? wanted, Origins origins, Func<PostKey, long, bool> counts, Action<PackView, int> look)
    {
        foreach (var meeting in _all)
            if (meeting.TalkedAt is { } at && part.Has(meeting.Person) && (wanted is null || _who[meeting.Who].Any(wanted.Contains)) && counts(_posts[meeting.Post], at))
                foreach (var talk in part.Facts.Persons[meeting.Person])
                    if (part.Views[talk.View] is { } view && origins.Of(view, talk.Talk)?.Key == _posts[meeting.Post])
                        look(view, talk.Talk);
    }

    /// <summary>Whether somebody who came back did so in time.</summary>
    public static bool IsInTime(FirstDate date) => date.After <= SecondDateWithin && !date.IsRepeatProblem;

    private int Who(Dictionary<string, int> numbers, IReadOnlyList<string> who)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, string.Join('\n', who), out var isKnown);
        if (!isKnown)
        {
            number = _who.Count;
            _who.Add([.. who]);
        }
        return number;
    }

    private static bool IsMet(IReadOnlyList<PackView> views, ReadOnlySpan<PersonTalk> talks, PostNumbers posts)
    {
        foreach (ref readonly var talk in talks)
            if (posts.Of(views[talk.View], talk.Talk) > 0)
                return true;
        return false;
    }
}
