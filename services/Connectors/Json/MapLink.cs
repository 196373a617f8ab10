namespace Inbox.Connectors.Json;

/// <summary>A place as an address that shows it on a map.</summary>
internal static class MapLink
{
    public static string Of(Node latitude, Node longitude) => $"https://www.openstreetmap.org/?mlat={Degrees(latitude)}&mlon={Degrees(longitude)}";

    /// <summary>A number, or a number written as text: as it stands there.</summary>
    private static string Degrees(Node number) => Uri.EscapeDataString(number.Text ?? number.ToString());
}
