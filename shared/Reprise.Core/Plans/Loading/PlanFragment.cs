using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Problems;

namespace Reprise.Core.Plans.Loading;

/// <summary>Rules that table plans of several plans share: <c>plans/_fragments/NAME.yaml</c>.</summary>
/// <param name="Name">Its name, equal to its file's.</param>
/// <param name="File">Its file, relative to the configuration folder.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Parts">What it says of a table plan.</param>
/// <param name="HasProblems">True when its problems are reported: it is not to be told again by each plan that uses it.</param>
internal sealed record PlanFragment(string Name, string File, ReadOnlyMemory<byte> Content, YamlMap Parts, bool HasProblems)
{
    private static readonly string[] Head = ["fragment", "description"];

    /// <summary>Reads a fragment; what is wrong is reported.</summary>
    public static PlanFragment Read(YamlFile file, ICollection<Problem> all)
    {
        var before = all.Count;
        var name = Path.GetFileNameWithoutExtension(file.Problems.File);
        var root = new YamlMapping(file.Root, DocumentKeys.Fragment, file.Problems);
        if (!Names.IsSimple(name))
        {
            root.Report(ProblemCodes.InvalidName, root.LineOf("fragment"), "The file's name is no name for a fragment.", Names.SimpleForm);
        }

        if (root.Words("fragment") is { } written && written != name)
        {
            root.Report(ProblemCodes.FragmentFile, root.LineOf("fragment"), $"The fragment's name is not that of its file, {Spelling.Show(name)}.", "Give both the same name.");
        }

        _ = root.Text("description");
        var parts = new YamlMap(file.Root.Line, [.. file.Root.Entries.Where(entry => !Head.Contains(entry.Key))]);
        if (parts.Entries.Count == 0)
        {
            root.Report(ProblemCodes.MissingValue, root.Line, "The fragment says nothing of a table plan.", "Add 'columns' with rules, such as 'email: mel'.");
        }

        TablePlanReader.CheckRules(root, file.Problems);
        return new PlanFragment(name, file.Problems.File, file.Content, parts, all.Count > before);
    }
}
