using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Puts the fragments that table plans use in their place: what the plan itself says wins, rule by rule.</summary>
/// <param name="fragments">All fragments there are; the first is file 1 of the composed document.</param>
/// <param name="problems">Problems of the composed document.</param>
internal sealed class PlanComposer(IReadOnlyList<PlanFragment> fragments, FileProblems problems)
{
    private const string Use = "use";
    private const string Columns = "columns";

    private readonly SortedSet<int> _used = [];

    /// <summary>Fragments that the composed plan uses.</summary>
    public IEnumerable<PlanFragment> Used => _used.Select(index => fragments[index]);

    /// <summary>The plan with its fragments; what is wrong with their use is reported.</summary>
    public YamlMap Compose(YamlMap root) => YamlEdit.Change(root, "tables", tables => tables is YamlList list
        ? list with { Items = [.. list.Items.Select(item => item is YamlMap table ? ComposeTable(table) : item)] }
        : tables);

    private YamlMap ComposeTable(YamlMap table)
    {
        if (YamlEdit.Find(table, Use) is not { } use)
        {
            return table;
        }

        var shared = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        var columns = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        foreach (var parts in Named(use).Select(index => (YamlMap)LineOrigin.Move(fragments[index].Parts, index + 1)))
        {
            foreach (var entry in parts.Entries)
            {
                if (entry is { Key: Columns, Value: YamlMap rules })
                {
                    Gather(columns, rules.Entries, use, entry => YamlEdit.Find(table, Columns)?.Value is YamlMap own && YamlEdit.Find(own, entry) is not null);
                }
                else
                {
                    Gather(shared, [entry], use, key => YamlEdit.Find(table, key) is not null);
                }
            }
        }

        return WithColumns(YamlEdit.Add(table, shared.Values), [.. columns.Values], use.Line);
    }

    private static YamlMap WithColumns(YamlMap table, IReadOnlyList<YamlEntry> rules, int line) => (rules.Count, YamlEdit.Find(table, Columns)?.Value) switch
    {
        (0, _) => table,
        (_, null) => YamlEdit.Add(table, [new YamlEntry(line, Columns, new YamlMap(line, rules))]),
        (_, YamlMap own) => YamlEdit.Change(table, Columns, _ => YamlEdit.Add(own, rules)),
        _ => table,
    };

    // What the table plan says itself hides what a fragment says; two fragments hide nothing of each other.
    private void Gather(Dictionary<string, YamlEntry> gathered, IEnumerable<YamlEntry> entries, YamlEntry use, Func<string, bool> isOwn)
    {
        foreach (var entry in entries.Where(entry => !isOwn(entry.Key)))
        {
            if (!gathered.TryAdd(entry.Key, entry) && gathered[entry.Key] is var first && LineOrigin.Of(first.Line).File != LineOrigin.Of(entry.Line).File)
            {
                problems.Add(
                    ProblemCodes.FragmentConflict,
                    use.Line,
                    $"Two fragments say something of {Spelling.Show(entry.Key)}: {problems.Show(first.Line)} and {problems.Show(entry.Line)}.",
                    "Say it in the table plan itself, which wins, or use one of them only.");
            }
        }
    }

    private List<int> Named(YamlEntry use)
    {
        var names = use.Value is YamlList list ? list.Items : [use.Value];
        var found = new List<int>();
        if (names.Count == 0)
        {
            problems.Add(ProblemCodes.MissingValue, use.Line, $"The key '{Use}' names no fragment.", "Name one, or remove the key.");
        }

        foreach (var item in names)
        {
            if (item is not YamlScalar { IsNull: false } name || string.IsNullOrWhiteSpace(name.Text))
            {
                problems.Add(ProblemCodes.WrongType, item.Line, $"An item of '{Use}' is no name of a fragment.", "Write names in brackets, such as [contact].");
            }
            else if (fragments.Index().FirstOrDefault(entry => entry.Item.Name == name.Text) is { Item: not null } known)
            {
                Take(known.Index, item.Line, found);
            }
            else
            {
                problems.Add(
                    ProblemCodes.UnknownFragment,
                    item.Line,
                    $"{Spelling.Show(name.Text)} is no fragment: there is no file of that name in {ConfigurationFolder.FragmentFolder}/.",
                    Spelling.Suggest(name.Text, fragments.Select(fragment => fragment.Name), $"Write {ConfigurationFolder.FragmentFolder}/NAME.yaml, or name one that is there."));
            }
        }

        return found;
    }

    private void Take(int index, int line, List<int> found)
    {
        if (found.Contains(index))
        {
            problems.Add(ProblemCodes.DuplicateItem, line, $"The fragment '{fragments[index].Name}' is used twice in one table plan.", "Keep one of them.");
            return;
        }

        _used.Add(index);
        found.Add(index);
    }
}
