namespace Inbox.Host;

/// <summary>What was written before the demo starts, in the order of time. Pure: the same script and start give the same bytes.</summary>
internal static class DemoHistory
{
    public static IReadOnlyList<DemoDelivery> Of(IEnumerable<DemoPen> pens, DateTimeOffset start) => [.. pens.SelectMany(pen => Of(pen, start)).OrderBy(m => m.At)];

    private static IEnumerable<DemoDelivery> Of(DemoPen pen, DateTimeOffset start)
    {
        var at = start;
        foreach (var letter in pen.Person.History)
        {
            at = letter.Subject is null ? at + letter.After : start - letter.After;
            yield return pen.Write(letter, at);
        }
    }
}
