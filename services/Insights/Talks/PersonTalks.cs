namespace Inbox.Insights;

/// <summary>The conversations of one person after the other, in their packs; its list is used again for each.</summary>
internal sealed class PersonTalks(IReadOnlyList<PackView?> views)
{
    private TalkRef[] _talks = new TalkRef[16];

    public Span<TalkRef> Of(ReadOnlySpan<PersonTalk> talks)
    {
        if (talks.Length > _talks.Length)
            _talks = new TalkRef[2 * talks.Length];
        for (var i = 0; i < talks.Length; i++)
            _talks[i] = new(views[talks[i].View]!, talks[i].Talk);
        return _talks.AsSpan(0, talks.Length);
    }

    public static int Find(ReadOnlySpan<TalkRef> talks, TalkRef wanted)
    {
        for (var i = 0; i < talks.Length; i++)
            if (talks[i].IsSame(wanted))
                return i;
        return -1;
    }
}
