namespace Inbox.Host;

/// <summary>A mail on its way to one of the brands.</summary>
internal sealed record DemoMail(DemoBrand Brand, DateTimeOffset At, byte[] Bytes);

/// <summary>What was written before the demo starts, in the order of time. Pure: the same script and start give the same mails.</summary>
internal static class DemoHistory
{
    public static IReadOnlyList<DemoMail> Of(IEnumerable<DemoPen> pens, DateTimeOffset start) => [.. pens.SelectMany(pen => Of(pen, start)).OrderBy(m => m.At)];

    private static IEnumerable<DemoMail> Of(DemoPen pen, DateTimeOffset start)
    {
        var at = start;
        foreach (var letter in pen.Person.History)
        {
            at = letter.Subject is null ? at + letter.After : start - letter.After;
            yield return new(pen.Person.Brand, at, DemoPost.Bytes(pen, letter, at));
        }
    }
}
