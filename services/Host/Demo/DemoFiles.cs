using Inbox.Mail.Writing;

namespace Inbox.Host;

/// <summary>Makes the files that people send along: drawn or printed here, so that nothing has to be shipped.</summary>
internal static class DemoFiles
{
    public static OutgoingFile Make(string name) => name.EndsWith(".png", StringComparison.Ordinal)
        ? new(name, "image/png", DemoPicture.Draw(Path.GetFileNameWithoutExtension(name)))
        : new(name, "application/pdf", DemoPaper.Print(Title(name)));

    private static string Title(string file) => Path.GetFileNameWithoutExtension(file).Replace('-', ' ');
}
