namespace Inbox.Insights;

/// <summary>Counts people one after the other into a row; each once, however many conversations they have.</summary>
internal sealed class PeopleGroup
{
    private int _wrote, _answered, _back, _last = -1, _lastAnswered = -1;

    /// <param name="person">A number that grows from person to person.</param>
    /// <param name="wasAnswered">Whether something that they asked in this conversation was answered.</param>
    /// <param name="cameBack">Whether they came back, wherever.</param>
    public void Add(int person, bool wasAnswered, bool cameBack)
    {
        if (_last != person)
            (_last, _wrote, _back) = (person, _wrote + 1, _back + (cameBack ? 1 : 0));
        if (wasAnswered && _lastAnswered != person)
            (_lastAnswered, _answered) = (person, _answered + 1);
    }

    public PeopleCount Row(string? key) => new() { Key = key, N = _wrote, Wrote = _wrote, WereAnswered = _answered, CameBack = _back };
}
