namespace Inbox.Host;

/// <summary>An invented brand.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Letters">Which files say where it can be reached and who writes to it.</param>
internal sealed record DemoBrand(string Name, params IReadOnlyList<string> Letters)
{
    public static IReadOnlyList<DemoBrand> All { get; } =
    [
        new("Pomme & Seigle", "bakery", "bakery-online", "bakery-past"),
        new("Tandrel Cycles", "bicycles", "bicycles-online", "bicycles-past"),
        new("Museum of Tides", "museum", "museum-online", "museum-past"),
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
