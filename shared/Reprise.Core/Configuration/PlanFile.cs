using Reprise.Core.Configuration.Loading;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Loading;
using Reprise.Core.Problems;

namespace Reprise.Core.Configuration;

/// <summary>Reads one plan from its file or folder, outside of a configuration: another version of it, or somebody else's.</summary>
public static class PlanFile
{
    /// <summary>The plan. Its fragments are those beside its folder: of <c>DIR/plans/NAME/plan.yaml</c> in <c>DIR/plans/_fragments</c>.</summary>
    /// <param name="path">Path of a file, or of a folder with a <c>plan.yaml</c>.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with all problems.</exception>
    public static Plan Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, ConfigurationFolder.PlanFile) : path);
        var folder = Path.GetDirectoryName(file) ?? file;
        var root = Path.GetDirectoryName(Path.GetDirectoryName(folder)) ?? folder;
        var problems = new List<Problem>();
        var fragments = new ConfigurationFolder(root, problems).FragmentFiles()
            .Select(name => YamlFile.Read(root, name, problems)).OfType<YamlFile>()
            .Select(fragment => PlanFragment.Read(fragment, problems)).ToList();
        var plan = YamlFile.Read(root, Path.GetRelativePath(root, file).Replace('\\', '/'), problems) is { } text ? PlanReader.Read(text, NameIn(text.Root) ?? Path.GetFileName(folder), fragments).Plan : null;
        return plan is not null && problems.Count == 0
            ? plan
            : throw new RepriseException(ErrorCodes.InvalidConfiguration, $"{path} is no plan that can be read:{string.Concat(problems.Select(problem => $"\n  {problem}"))}") { Problems = [.. problems] };
    }

    // A copy of a plan may lie in a folder of any name.
    private static string? NameIn(YamlMap root) => (YamlEdit.Find(root, "plan")?.Value as YamlScalar)?.Text;
}
