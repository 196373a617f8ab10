using System.Reflection;
using System.Runtime.InteropServices;
using Inbox.Insights;

namespace Inbox.Tests.Insights.Packs;

/// <summary>
/// Packs are stored as their records lie in memory. Whoever changes one of them adds a schema file that empties insights_packs and insights_talks and puts every conversation into insights_changes,
/// and then this.
/// </summary>
public sealed class PackLayoutTests
{
    [Fact]
    public void Packs_lie_in_stores_as_they_did()
    {
        Assert.Equal("8 Person, 8 Subject, 8 BeganAt, 4 Comments, 4 Asks, 4 Said, 2 Content, 2 Who, 2 Why, 2 Nature, 2 Outcome, 2 SuggestedWho, 2 SuggestedWhy, 2 SuggestedNature, 1 HasTopic, 1 Felt", Layout<PackedTalk>());
        Assert.Equal("8 AskedAt, 8 AnsweredAt, 8 DismissedAt, 8 WithdrawnAt, 8 WorkingMs, 8 DueAt, 8 PublicAt, 8 Answer, 2 AnsweredBy, 2 Owner, 1 First, 1 InHours", Layout<PackedAsk>());
        Assert.Equal(8, Marshal.SizeOf<PackedSaid>());
    }

    private static string Layout<T>() => string.Join(", ", typeof(T).GetFields(BindingFlags.Public | BindingFlags.Instance)
        .OrderBy(f => Marshal.OffsetOf<T>(f.Name)).Select(f => $"{Marshal.SizeOf(f.FieldType)} {f.Name}"));
}
