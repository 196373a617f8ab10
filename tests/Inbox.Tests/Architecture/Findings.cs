namespace Inbox.Tests.Architecture;

/// <summary>Fails with every finding, each on its line; the test library's own message would cut them short.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToList();
        if (all.Count > 0) Assert.Fail(string.Join('\n', all));
    }
}
