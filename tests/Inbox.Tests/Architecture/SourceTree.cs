using Inbox.Servers;

namespace Inbox.Tests.Architecture;

/// <summary>The files that people write, as the tests of the house rules see them: nothing built, fetched or generated.</summary>
internal static class SourceTree
{
    static readonly string[] notOurs = ["bin", "obj", "node_modules", "dist", ".run", "TestResults"];

    /// <summary>Paths relative to the checkout, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions)
    {
        var root = Path.Combine(Repository.Root, folder);
        return Directory.Exists(root) ? Walk(new DirectoryInfo(root)) : [];

        IEnumerable<string> Walk(DirectoryInfo current) => current.EnumerateFiles()
            .Where(file => extensions.Contains(file.Extension) && !IsGenerated(file.Name))
            .Select(file => Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'))
            .Concat(current.EnumerateDirectories().Where(child => !notOurs.Contains(child.Name)).SelectMany(Walk));
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary><c>services/Threads/Asks/Clock.cs</c> is Threads'.</summary>
    public static string Project(string path) => path.Split('/')[1];

    static bool IsGenerated(string name) => name is "schema.ts" || name.EndsWith(".d.ts", StringComparison.Ordinal);
}
