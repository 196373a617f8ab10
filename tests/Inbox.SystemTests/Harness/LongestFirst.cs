using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Inbox.SystemTests.LongestFirst))]

namespace Inbox.SystemTests;

/// <summary>Begins with the classes that take longest: one of them alone at the end would keep the machine waiting.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["FleetTests", "WordPressTests", "AccessibilityTests", "BlueskyTests", "IntakeTests", "TalkTests", "HostileMailTests", "RoundTripInThePageTests", "KillLedgerTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Long, name => c.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length)];
}
