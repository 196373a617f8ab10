namespace Inbox.Host;

/// <summary>Where a brand can be written to: a mailbox, a page, a number. None of them exists.</summary>
/// <param name="Brand">Whose it is.</param>
/// <param name="Key">What the letters call it.</param>
/// <param name="Channel">The channel's name, as the letters say it.</param>
/// <param name="Name">What staff call it.</param>
/// <param name="Settings">What it is connected with.</param>
/// <param name="Posts">What people write about there, by the words that the letters use.</param>
/// <param name="Trouble">Why it is red; null when it is well.</param>
/// <param name="Platform">How its platform writes; null where people write mails.</param>
internal sealed record DemoAccount(
    DemoBrand Brand, string Key, string Channel, string Name, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, DemoTopic> Posts, string? Trouble, DemoPlatform? Platform)
{
    /// <summary>The mailbox's address.</summary>
    public string Address => Settings["address"];

    /// <summary>Reads a section: its head, a setting a line, and lines that begin with @post or @red.</summary>
    public static DemoAccount Read(DemoBrand brand, IReadOnlyList<string> lines)
    {
        var head = lines[0].Split(' ', 4);
        var words = lines.Skip(1).Where(l => l.Trim().Length > 0).Select(l => l.Split(' ', 2)).ToList();
        return new(
            brand, head[1], head[2], head.Length > 3 ? head[3] : brand.Name,
            words.Where(w => !w[0].StartsWith('@')).ToDictionary(w => w[0], w => w[1]),
            words.Where(w => w[0] == "@post").Select(w => w[1].Split(' ', 5)).ToDictionary(w => w[0], w => new DemoTopic(w[2], w[3], w[4], w[1] == "-" ? null : DemoScript.Span(w[1]))),
            words.Find(w => w[0] == "@red")?[1],
            DemoPlatform.Of(head[2]));
    }
}

/// <summary>A post or article that people write about.</summary>
/// <param name="Id">What the platform calls it.</param>
/// <param name="Link">Where it stands.</param>
/// <param name="Title">Its title or first words.</param>
/// <param name="Ago">How long before the start it was published; null for a page that was always there.</param>
internal sealed record DemoTopic(string Id, string Link, string Title, TimeSpan? Ago);
