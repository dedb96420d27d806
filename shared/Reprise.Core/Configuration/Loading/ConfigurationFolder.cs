using Reprise.Core.Problems;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Finds the files of a configuration folder, by name in ordinal order.</summary>
internal sealed class ConfigurationFolder(string root, ICollection<Problem> problems)
{
    public const string SettingsFile = "reprise.yaml";

    public const string EntityFolder = "entities";

    public const string PlanFolder = "plans";

    public const string PlanFile = "plan.yaml";

    public const string FragmentFolder = "plans/_fragments";

    /// <summary>Files of entities, relative to the root.</summary>
    public IReadOnlyList<string> EntityFiles() => YamlFiles(EntityFolder);

    /// <summary>Names of the folders that hold a plan each.</summary>
    public IReadOnlyList<string> PlanNames() => [.. List(PlanFolder, Directory.EnumerateDirectories).Where(name => $"{PlanFolder}/{name}" != FragmentFolder)];

    /// <summary>Files of fragments, relative to the root.</summary>
    public IReadOnlyList<string> FragmentFiles() => YamlFiles(FragmentFolder);

    private string[] YamlFiles(string folder) => [..
        List(folder, Directory.EnumerateFiles)
            .Where(name => Path.GetExtension(name) is ".yaml" or ".yml")
            .Select(name => $"{folder}/{name}")];

    private IReadOnlyList<string> List(string folder, Func<string, IEnumerable<string>> enumerate)
    {
        try
        {
            // Names that begin with a point are editors' and version control's.
            return [..
                enumerate(Path.Combine(root, folder))
                    .Select(path => Path.GetFileName(path))
                    .Where(name => !name.StartsWith('.'))
                    .Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(ProblemCodes.UnreadableFile, $"The folder cannot be read ({failure.GetType().Name}).", "Let the account that runs Reprise read it.", folder));
            return [];
        }
    }
}
