namespace Inbox.Insights;

/// <summary>A conversation of a person, with the moments by which most questions about a period are answered without looking into its pack.</summary>
internal record struct PersonTalk
{
    /// <summary>The place of its pack among those that were looked at, and its own place in that.</summary>
    public int View;

    public int Talk;

    /// <summary>When the person first and last wrote; the first after the last where they never did.</summary>
    public long FirstIn;

    public long LastIn;

    /// <summary>When the first and the last question was asked that was answered; the first after the last where none was.</summary>
    public long FirstAnswered;

    public long LastAnswered;

    public static PersonTalk Of(PackView view, int place, int talk)
    {
        var found = new PersonTalk { View = place, Talk = talk, FirstIn = long.MaxValue, LastIn = long.MinValue, FirstAnswered = long.MaxValue, LastAnswered = long.MinValue };
        foreach (var said in view.Pack.SaidIn(talk))
            if (said.IsHuman && said.IsIn)
                (found.FirstIn, found.LastIn) = (Math.Min(found.FirstIn, said.At), Math.Max(found.LastIn, said.At));
        foreach (ref readonly var ask in view.Pack.AsksOf(talk))
            if (ask.IsAnswered)
                (found.FirstAnswered, found.LastAnswered) = (Math.Min(found.FirstAnswered, ask.AskedAt), Math.Max(found.LastAnswered, ask.AskedAt));
        return found;
    }
}
