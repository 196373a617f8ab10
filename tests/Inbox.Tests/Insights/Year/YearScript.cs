using Inbox.Contracts;

namespace Inbox.Tests.Insights.Year;

/// <summary>What happens when, as it is put through the product's door: what platforms deliver, and what staff do.</summary>
internal sealed class YearScript
{
    private const int Together = 40;
    private readonly List<(long At, Func<YearDoor, IChannelEvent>? Delivered, Func<YearDoor, Task>? Done)> _steps = [];
    private readonly HashSet<long> _taken = [];

    /// <summary>The next minute in which nothing else is said, so that no two things happen at once.</summary>
    public long Free(long at)
    {
        at -= at % YearTime.Minute;
        while (!_taken.Add(at))
            at += YearTime.Minute;
        return at;
    }

    public void Delivered(long at, Func<YearDoor, IChannelEvent> what) => _steps.Add((at, what, null));

    public void Done(long at, Func<YearDoor, Task> what) => _steps.Add((at, null, what));

    /// <summary>Lets it all happen, in the order in which it became known.</summary>
    public async Task PlayAsync(YearDoor door)
    {
        var waiting = new List<IChannelEvent>();
        foreach (var (at, delivered, done) in _steps.Where(s => s.At < YearTime.End).OrderBy(s => s.At))
        {
            door.Come(at);
            if (delivered is not null)
                waiting.Add(delivered(door));
            if (done is not null || waiting.Count == Together)
                await FlushAsync();
            if (done is not null)
                await done(door);
        }
        await FlushAsync();

        async Task FlushAsync()
        {
            if (waiting.Count > 0)
                await door.Desk.ApplyAsync([.. waiting]);
            waiting.Clear();
        }
    }
}
