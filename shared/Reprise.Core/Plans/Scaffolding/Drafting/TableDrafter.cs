using Reprise.Core.Catalogs;
using Reprise.Core.Plans.Scaffolding.Content;
using Reprise.Core.Plans.Scaffolding.Matching;

namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>Drafts the table plans: references first, then values, then what is left over.</summary>
/// <param name="source">The entity's database.</param>
/// <param name="pairs">Which source table becomes which target table, the surest first.</param>
internal sealed class TableDrafter(SourceCatalog source, IReadOnlyList<TablePair> pairs)
{
    private const double OnlyOne = 0.6;
    private const double OriginByName = 0.8;

    private readonly ReferenceFinder _references = new(source);
    private readonly IReadOnlyDictionary<string, string> _names = DraftNames.Of(pairs);

    /// <summary>The drafts in the order of the pairs.</summary>
    public IReadOnlyList<TableDraft> Draft() => [.. pairs.Select(Draft)];

    private TableDraft Draft(TablePair pair)
    {
        var drafts = new List<ColumnDraft>(References(pair));
        var taken = drafts.Where(draft => draft.IsSure).SelectMany(draft => draft.Sources).ToHashSet(StringComparer.OrdinalIgnoreCase);
        drafts.AddRange(Values(pair, taken));
        drafts.AddRange(Origins(pair, drafts));
        drafts.AddRange(Leftovers(pair, drafts));
        var order = pair.Target.Columns.ToList();
        var best = drafts.GroupBy(draft => draft.Target).Select(group => group.OrderByDescending(draft => draft.IsSure).ThenByDescending(draft => draft.Evidence.Confidence).First());
        var id = IdOf(pair.Target);
        return new TableDraft(_names[pair.Source.Table.Name], pair, [.. best.OrderBy(draft => order.IndexOf(draft.Target))])
        {
            Id = id,
            Blocked = id is null ? $"no strategy makes ids for {pair.Target.Table.Name}: it has no single key column of type uuid, or of a whole number with a sequence"
                : pair.Source.Key.Count == 0 ? "the source table has neither a primary key nor a unique index: name the columns that identify a row under 'key'"
                : null,
        };
    }

    private static IdRule? IdOf(NamedTarget target) => target.Id switch
    {
        { Type.Kind: PgKind.Uuid } id => new IdRule(id.Name, IdStrategy.Uuid),
        { Type.Kind: PgKind.Int2 or PgKind.Int4 or PgKind.Int8, Sequence: not null } id => new IdRule(id.Name, IdStrategy.Identity),
        _ => null,
    };

    private IEnumerable<ColumnDraft> References(TablePair pair)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var target in pair.Target.Columns.Where(column => column.Reference is not null))
        {
            if (Reference(pair.Source, target, taken) is { } draft)
            {
                taken.UnionWith(draft.Sources);
                yield return draft;
            }
        }
    }

    private ColumnDraft? Reference(NamedSource child, NamedTargetColumn target, HashSet<string> taken) => pairs
        .Where(parent => parent.Target.Table.Name == target.Reference!.ReferencedTable)
        .Select(parent => (Name: _names[parent.Source.Table.Name], Found: _references.Find(child, parent.Source, target, taken)))
        .Where(candidate => candidate.Found is { Evidence.Confidence: >= Evidence.Worth })
        .Select(candidate => new ColumnDraft(target, $"{{ reference: {candidate.Name}, from: {YamlWord.List(candidate.Found!.Columns)} }}", candidate.Found.Columns, candidate.Found.Evidence) { Parent = candidate.Name })
        .MaxBy(draft => draft.Evidence.Confidence);

    private static IEnumerable<ColumnDraft> Values(TablePair pair, HashSet<string> taken)
    {
        var sources = pair.Source.Carriers.Where(column => !taken.Contains(column.Column.Name)).ToList();
        var targets = pair.Target.Columns.Where(column => column.Reference is null).ToList();
        return ColumnMatcher.Match(sources, targets).Select(match => Value(match.Source, match.Target, match.Evidence));
    }

    private static ColumnDraft Value(NamedSourceColumn source, NamedTargetColumn target, Evidence evidence)
    {
        var name = YamlWord.Of(source.Column.Name);
        var blank = source.Sample is { Blank: > 0 } && target.Column.IsNullable;
        return new ColumnDraft(target, blank ? $"{{ from: {name}, blank_as_null: true }}" : name, [source.Column.Name], evidence) { Remark = Remark(source, target) };
    }

    private static string Remark(NamedSourceColumn source, NamedTargetColumn target) =>
        !target.Column.IsNullable && source.Sample is { } sample && sample.Rows - sample.Filled - sample.Blank is > 0 and var missing
            ? $"{missing} of {sample.Rows} rows looked at have none and are held back: see 'otherwise'"
            : string.Empty;

    // The application wants to know where a record comes from, and no legacy column does.
    private static IEnumerable<ColumnDraft> Origins(TablePair pair, List<ColumnDraft> drafts) => pair.Target.Columns
        .Where(column => column.Reference is null && column.Words.Words is [{ } word] && word.Groups.ContainsKey("origin"))
        .Where(column => column.Column.Type.Kind is PgKind.Text or PgKind.Varchar && !drafts.Any(draft => draft.Target == column && draft.Evidence.Confidence >= OriginByName))
        .Select(column => new ColumnDraft(column, "{ entity: code }", [], new Evidence(OriginByName, "name")));

    // A required column whose kind of value exactly one source column is left to give.
    private static IEnumerable<ColumnDraft> Leftovers(TablePair pair, List<ColumnDraft> drafts)
    {
        var filled = drafts.Where(draft => draft.IsSure).ToList();
        var used = filled.SelectMany(draft => draft.Sources).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wanting = pair.Target.Columns.Where(column => column is { IsRequired: true, Reference: null } && !filled.Any(draft => draft.Target == column)).ToLookup(column => TypeLikeness.Family(column.Column.Type.Kind));
        var left = pair.Source.Carriers.Where(column => !used.Contains(column.Column.Name) && !pair.Source.Key.Contains(column.Column.Name)).ToList();
        foreach (var family in new[] { ValueFamily.YesNo, ValueFamily.Decimal, ValueFamily.Moment })
        {
            if (wanting[family].ToList() is [var target] && left.Where(column => IsOf(column.Family, family)).ToList() is [var only] && TypeLikeness.Of(only.Column, target.Column.Type) > 0)
            {
                yield return Value(only, target, new Evidence(OnlyOne, "the only one left of its type"));
            }
        }
    }

    private static bool IsOf(ValueFamily source, ValueFamily wanted) => source == wanted || (source == ValueFamily.SmallNumber && wanted == ValueFamily.YesNo);
}
