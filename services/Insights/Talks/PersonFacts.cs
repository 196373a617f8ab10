namespace Inbox.Insights;

/// <summary>
/// What reports ask of persons, worked out once for many questions: nothing in it depends on a period, on what is wanted or on the time. It keeps no pack; whoever asks brings them along.
/// </summary>
internal sealed class PersonFacts
{
    private readonly PersonDate[] _dates;
    private readonly long[] _later;
    private readonly int[] _laterEnds;

    private PersonFacts(Persons persons, PersonDate[] dates, long[] later, int[] laterEnds) => (Persons, _dates, _later, _laterEnds) = (persons, dates, later, laterEnds);

    public Persons Persons { get; }

    public ref readonly PersonDate DateOf(int person) => ref _dates[person];

    /// <summary>When a person first wrote in each episode after the first in which they wrote.</summary>
    public ReadOnlySpan<long> LaterOf(int person) => _later.AsSpan((person == 0 ? 0 : _laterEnds[person - 1]).._laterEnds[person]);

    /// <summary>Whether they began to write again in the period, in an episode after the first in which they wrote. What our side begins brings nobody back until they answer.</summary>
    public bool CameBack(int person, long start, long end)
    {
        foreach (var wrote in LaterOf(person))
            if (wrote >= start && wrote < end)
                return true;
        return false;
    }

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => 40L * Persons.Talks + 72L * Persons.Count + 8L * _later.Length;

    public static PersonFacts Of(IReadOnlyList<PackView> views, Persons persons)
    {
        var (dates, later, ends) = (new PersonDate[persons.Count], new List<long>(), new int[persons.Count]);
        var (talks, stretches) = (new PersonTalks(views), new Stretches());
        for (var person = 0; person < dates.Length; person++)
        {
            var theirs = talks.Of(persons[person]);
            dates[person] = PersonDate.None;
            if (FirstDate.Of(theirs, stretches) is { } date)
            {
                dates[person] = PersonDate.Of(date, persons.First(person) + PersonTalks.Find(theirs, date.Began));
                foreach (var stretch in stretches.All)
                    if (stretch.Start > date.First.Start && FirstWord(stretches.EpisodesOf(stretch)) is { } wrote)
                        later.Add(wrote);
            }
            ends[person] = later.Count;
        }
        return new(persons, dates, [.. later], ends);
    }

    private static long? FirstWord(ReadOnlySpan<Episode> episodes)
    {
        var first = long.MaxValue;
        foreach (ref readonly var episode in episodes)
            foreach (var said in episode.Talk.Said)
                if (said.IsHuman && said.IsIn && said.At >= episode.Start && said.At <= episode.End)
                {
                    first = Math.Min(first, said.At);
                    break;
                }
        return first == long.MaxValue ? null : first;
    }
}
