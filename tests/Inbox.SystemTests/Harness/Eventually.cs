using System.Diagnostics;

namespace Inbox.SystemTests;

/// <summary>Waits on conditions, never on time: looks again until it holds, and says what was seen last when it never does. Who is asked to come again (503) does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The first look that is not null.</summary>
    public static async Task<T> Some<T>(Func<Task<T?>> look, string what, TimeSpan? limit = null)
        where T : class
    {
        var found = await Until(look, value => value is not null, what, limit);
        return found!;
    }

    /// <summary>The first look that is as wanted.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> isWanted, string what, TimeSpan? limit = null)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var isLate = Stopwatch.GetElapsedTime(began) > (limit ?? Patience);
            try
            {
                var seen = await look();
                if (isWanted(seen)) return seen;
                if (isLate) throw new TimeoutException($"Not seen in time: {what}. Last seen: {seen}");
            }
            catch (AnswerException away) when (away.IsAway && !isLate)
            {
                // As long as patience lasts.
            }
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static Task Holds(Func<Task<bool>> look, string what, TimeSpan? limit = null) => Until(look, seen => seen, what, limit);

    public static Task Holds(Func<bool> look, string what, TimeSpan? limit = null) => Holds(() => Task.FromResult(look()), what, limit);
}
