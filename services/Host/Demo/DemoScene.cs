namespace Inbox.Host;

/// <summary>A line with round ends; a dot when both ends are the same, a ring when it is hollow (half the width of its rim; 0 for a filled shape).</summary>
internal sealed record DemoShape(float X1, float Y1, float X2, float Y2, float Radius, int Colour, float Hollow = 0)
{
    /// <summary>How much of a pixel the shape covers, 0 to 1, with a soft edge.</summary>
    public float Cover(float x, float y)
    {
        var (dx, dy) = (X2 - X1, Y2 - Y1);
        var along = dx == 0 && dy == 0 ? 0 : Math.Clamp(((x - X1) * dx + (y - Y1) * dy) / (dx * dx + dy * dy), 0, 1);
        var distance = MathF.Sqrt(MathF.Pow(x - X1 - along * dx, 2) + MathF.Pow(y - Y1 - along * dy, 2)) - Radius;
        return Math.Clamp(0.5f - (Hollow > 0 ? MathF.Abs(distance) - Hollow : distance), 0, 1);
    }
}

/// <summary>What is in a picture, from the back to the front.</summary>
internal static class DemoScene
{
    public static IReadOnlyList<DemoShape> Of(string subject) => subject switch
    {
        "bike-sea" => [Fill(0xBFD9E6), Dot(520, 90, 46, 0xF6E7B8), Line(0, 300, 640, 300, 62, 0x4F87A0), Line(0, 420, 640, 420, 70, 0xD9C39A), .. Bicycle(0xB5482F)],
        "bike-yard" => [Fill(0xE6DCC8), Line(0, 410, 640, 410, 66, 0xA79F8E), Line(90, 60, 90, 330, 50, 0xCBBFA4), .. Bicycle(0x3F6B4A)],
        "sketch" => [Fill(0xF7F3E8), Ring(300, 250, 120, 0x444444), Ring(300, 250, 96, 0x777777), Line(210, 120, 420, 150, 4, 0x2B4C7E), Line(420, 150, 452, 260, 4, 0x2B4C7E), Line(452, 260, 440, 330, 9, 0xB5482F), Line(500, 300, 462, 300, 2, 0xB5482F)],
        "fork" => [Fill(0x8D9AA0), Line(250, -20, 290, 430, 46, 0x2F5D62), Line(262, 0, 300, 420, 12, 0x4A868C), Line(246, 140, 316, 160, 1.6f, 0x141414), Line(316, 160, 330, 152, 1.2f, 0x141414)],
        "cake" => [Fill(0xEADFD2), Line(160, 330, 480, 330, 34, 0xFFFFFF), Line(200, 270, 440, 270, 40, 0xF3D9C4), Line(200, 222, 440, 222, 26, 0xFFF6EA), .. Enumerable.Range(0, 6).Select(i => Dot(200 + i * 48, 190, 19, 0xC8324A))],
        "loaf" => [Fill(0xD8CFC0), Line(140, 330, 500, 330, 40, 0x9C7B52), Line(220, 250, 420, 250, 84, 0xA8682C), Line(225, 240, 415, 240, 66, 0xC68A45), Line(250, 210, 290, 280, 5, 0xEBC98E), Line(320, 205, 360, 280, 5, 0xEBC98E), Line(398, 262, 412, 268, 3, 0x555B61)],
        "starter" => [Fill(0xDDE3DD), Line(320, 140, 320, 320, 110, 0xF4F6F4), Line(320, 230, 320, 320, 96, 0xE9DFC6), Line(250, 240, 390, 236, 9, 0xE59AA5), Line(240, 70, 400, 70, 22, 0x9AA39A)],
        "logbook" => [Fill(0x5B4A3C), Line(170, 120, 470, 120, 80, 0xEFE3C6), Line(170, 300, 470, 300, 80, 0xEFE3C6), .. Enumerable.Range(0, 8).Select(i => Line(150, 100 + i * 28, 470 - i % 3 * 60, 100 + i * 28, 2, 0x6A5A48)), Ring(440, 310, 34, 0xB79A6B)],
        _ => [Fill(0xFDFBF4), Line(180, 330, 460, 330, 60, 0xC65B3A), Line(220, 190, 420, 190, 70, 0xD9774F), Dot(320, 230, 46, 0x3A2A22), .. Enumerable.Range(0, 7).Select(i => Dot(300 + i * 24, 110 - i * 14, 16 + i * 4, 0xB8B8B8))],
    };

    private static DemoShape[] Bicycle(int frame) =>
    [
        Ring(210, 310, 78, 0x2B2B2B), Ring(440, 310, 78, 0x2B2B2B), Line(210, 310, 290, 210, 5, frame), Line(290, 210, 410, 205, 5, frame), Line(410, 205, 318, 312, 5, frame),
        Line(210, 310, 318, 312, 4, frame), Line(282, 192, 318, 312, 5, frame), Line(403, 180, 440, 310, 5, frame), Line(262, 186, 304, 186, 7, 0x5A3A22), Line(390, 176, 424, 168, 5, 0x2B2B2B),
    ];

    private static DemoShape Fill(int colour) => Dot(320, 210, 900, colour);

    private static DemoShape Dot(float x, float y, float radius, int colour) => new(x, y, x, y, radius, colour);

    private static DemoShape Ring(float x, float y, float radius, int colour) => new(x, y, x, y, radius, colour, 5);

    private static DemoShape Line(float x1, float y1, float x2, float y2, float radius, int colour) => new(x1, y1, x2, y2, radius, colour);
}
