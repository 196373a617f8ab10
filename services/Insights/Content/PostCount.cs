namespace Inbox.Insights;

/// <summary>What a post led to, counted conversation by conversation and person by person.</summary>
internal sealed class PostCount(PostKey key, QuestionCount questions)
{
    private readonly Dictionary<string, int> _outcomes = [];
    private int _without;

    public PostKey Key => key;

    /// <summary>All comments, whatever is in them.</summary>
    public int Comments { get; set; }

    /// <summary>The first human message about it.</summary>
    public long? FirstAt { get; private set; }

    public Proportion Questions => questions.Row(null).Answered;

    public IReadOnlyList<OutcomeCount> Outcomes =>
    [
        .. _outcomes.Select(o => new OutcomeCount(o.Key, o.Value)).Concat(_without > 0 ? [new(null, _without)] : []).OrderByDescending(o => o.N).ThenBy(o => o.Outcome, StringComparer.Ordinal),
    ];

    /// <summary>People who wrote because of it.</summary>
    public int People { get; private set; }

    /// <summary>Those with whom it became a conversation.</summary>
    public int Talks { get; private set; }

    /// <summary>When each of those became one whom the team wants to reach.</summary>
    public List<long> RelevantAt { get; } = [];

    /// <summary>People whom we met here and who have had the time to come back, and those of them who did.</summary>
    public (int Back, int Of) Dates { get; private set; }

    /// <summary>Counts a conversation.</summary>
    public void Add(PackView view, int talk, AnswerBy by)
    {
        foreach (var said in view.Pack.SaidIn(talk))
            if (said.IsHuman)
            {
                FirstAt = Math.Min(FirstAt ?? long.MaxValue, said.At);
                break;
            }
        foreach (ref readonly var ask in view.Pack.AsksOf(talk))
            questions.Add(ask, [], by.Of(view.Pack.AccountId, ask.AskedAt)); // what bots say is counted where questions are reported
        if (view.Pack.Names[view.Pack.Talks[talk].Outcome] is { } outcome)
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        else
            _without++;
    }

    /// <summary>Counts a person who wrote.</summary>
    /// <param name="talkedAt">When it became a conversation; null when it is none.</param>
    /// <param name="isWanted">Whether the team wants to reach them.</param>
    /// <param name="isBack">Whether they came back; null when that is not known yet, or we had met them before.</param>
    public void Add(long? talkedAt, bool isWanted, bool? isBack)
    {
        People++;
        Talks += talkedAt is null ? 0 : 1;
        if (isWanted && talkedAt is { } at)
            RelevantAt.Add(at);
        if (isBack is { } back)
            Dates = (Dates.Back + (back ? 1 : 0), Dates.Of + 1);
    }
}
