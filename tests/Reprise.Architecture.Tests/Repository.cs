namespace Reprise.Architecture.Tests;

/// <summary>The repository's files, for rules about the tree rather than about assemblies.</summary>
internal static class Repository
{
    /// <summary>Root folder: the one with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files below a folder of the root, build output left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>Path below the root.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Functions.sln is in none of the folders above the tests.");
    }
}
