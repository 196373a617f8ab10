namespace Inbox.Host;

/// <summary>A data folder that is gone when the demo is.</summary>
internal sealed class DemoFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("inbox-demo-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The demo's folder {Path} could not be removed: {e.Message} You can delete it.");
        }
    }
}
