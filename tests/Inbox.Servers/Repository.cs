namespace Inbox.Servers;

/// <summary>Where the checkout is, seen from a built test assembly.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Inbox.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary><c>Debug</c> or <c>Release</c>: the one that the running assembly was built with.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Inbox.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No Inbox.sln above {AppContext.BaseDirectory}: the tests run from the checkout's bin folders.");
    }
}
