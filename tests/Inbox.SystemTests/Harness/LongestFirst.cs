using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Inbox.SystemTests.LongestFirst))]

namespace Inbox.SystemTests;

/// <summary>The class that takes longest begins: alone at the end it would keep the machine waiting. In which order xunit takes up the others is its own business.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => !c.TestCollectionDisplayName.Contains($".{nameof(Services.FleetTests)} ", StringComparison.Ordinal))];
}
