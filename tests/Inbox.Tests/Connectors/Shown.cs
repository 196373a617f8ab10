using System.Collections;
using System.Runtime.CompilerServices;

namespace Inbox.Tests.Connectors;

/// <summary>Examples of something that a platform does, or in words why it has no such thing.</summary>
[CollectionBuilder(typeof(Shown), nameof(Shown.Of))]
internal sealed class Shown<T>(IReadOnlyList<T> examples, string? absent) : IEnumerable<T>
{
    public static implicit operator Shown<T>(string why) => new([], why);

    public IEnumerator<T> GetEnumerator() => examples.GetEnumerator();

    /// <summary>Looks at each example; where there is none, at the sentence that says why.</summary>
    public void Each(Action<T> look)
    {
        if (IsShown())
            Assert.All(examples, look);
    }

    /// <summary>Looks at each example, one after the other.</summary>
    public async Task EachAsync(Func<T, Task> look)
    {
        if (!IsShown())
            return;
        foreach (var example in examples)
            await look(example);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsShown()
    {
        if (absent is null)
            Assert.NotEmpty(examples);
        else
            Assert.Matches(@"^[A-Z].*( .+){4,}\.$", absent);
        return absent is null;
    }
}

internal static class Shown
{
    public static Shown<T> Of<T>(ReadOnlySpan<T> examples) => new(examples.ToArray(), null);
}
