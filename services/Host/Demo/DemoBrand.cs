namespace Inbox.Host;

/// <summary>An invented brand with a mailbox that exists nowhere.</summary>
internal sealed record DemoBrand(string Name, string Address, string Letters)
{
    public static IReadOnlyList<DemoBrand> All { get; } =
    [
        new("Pomme & Seigle", "bonjour@pomme-et-seigle.example", "bakery"),
        new("Tandrel Cycles", "ride@tandrel.example", "bicycles"),
        new("Museum of Tides", "hello@museum-of-tides.example", "museum"),
    ];
}

/// <summary>Somebody who answers for the brands.</summary>
internal sealed record DemoStaff(string Name, string Email)
{
    /// <summary>The person in front of the screen.</summary>
    public static DemoStaff You { get; } = new("Camille (demo)", "camille@demo.example");

    public static IReadOnlyList<DemoStaff> Colleagues { get; } =
    [
        new("Nadia Belkacem", "nadia@demo.example"),
        new("Tom Ashworth", "tom@demo.example"),
        new("Inès Laurent", "ines@demo.example"),
        new("Kwame Boateng", "kwame@demo.example"),
    ];

    public static DemoStaff Named(string firstName) => Colleagues.Single(s => s.Name.StartsWith(firstName, StringComparison.Ordinal));
}
