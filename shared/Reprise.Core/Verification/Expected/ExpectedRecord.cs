using System.Diagnostics;
using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Filtering;
using Reprise.Core.Mapping.Normalising;
using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Core.Verification.Expected;

/// <summary>The records that a table plan should have made, row by row from the texts of the source. Not thread-safe.</summary>
public sealed class ExpectedRecord
{
    private readonly ExpectedCell[] _cells;
    private readonly ExpectedKey _key;
    private readonly SourceRead _read;
    private readonly SourceTable _source;
    private readonly RunPlan _plan;
    private readonly ZoneOffsets? _zone;
    private readonly CellRow _scratch = new();
    private readonly ExpectedFilter _filter;
    private readonly ExpectedJoins _joined;
    private readonly ExpectedFilter[] _twins;
    private readonly RunTable _table;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Respelling>>? _respellings;

    /// <summary>Expectations of one table plan of a run plan.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="respellings">What the source says of the spellings of references, by <see cref="RespelledReference.Question"/>; null = nothing.</param>
    public ExpectedRecord(RunPlan plan, RunTable table, IReadOnlyDictionary<string, IReadOnlyList<Respelling>>? respellings = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(table);
        _plan = plan;
        _table = table;
        _respellings = respellings;
        _zone = plan.TimeZone is { } zone ? ZoneOffsets.Of(LocalTimeZone.Get(zone)) : null;
        _read = plan.Source(table.Source);
        _source = _read.Table;
        Columns = [.. table.Rules.Select(rule => table.Target.Find(rule.Column) ?? throw new InvalidOperationException($"Table plan {table.Name} rules the unknown column {rule.Column}; planning let it through."))];
        _cells = [.. table.Rules.Zip(Columns, (rule, target) => Cell(rule, target)), .. table.Rules.OfType<DerivedRule>().SelectMany(Inputs)];
        _key = Key(table.Key);
        _filter = Filter(table);
        _joined = new ExpectedJoins([.. table.Joined.Select(condition => (Ordinal(condition.Column), condition.Test))]);
        _twins = [.. plan.Making(table.Target.Name, table.Origin).Where(other => other.Name != table.Name).Select(Filter)];
        KeyCells = [.. table.Key.Select(name => IndexOf(table.Rules, name)).Where(index => index >= 0)];
    }

    /// <summary>Target columns, one per cell; cells of the inputs of derived rules follow.</summary>
    public IReadOnlyList<TargetColumn> Columns { get; }

    /// <summary>Cells that identify a record; empty when the source has no key.</summary>
    public IReadOnlyList<int> KeyCells { get; }

    /// <summary>True when rows have a source key.</summary>
    public bool HasKey => _key.Parts.Count > 0;

    /// <summary>Replaces <paramref name="expected"/> by the record of a row. A reference is the source key of its parent.</summary>
    /// <returns>False when the row is to be held back.</returns>
    public bool TryExpect(CellRow source, CellRow expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        expected.Clear();
        var fits = _joined.Hold(source);
        foreach (var cell in _cells)
        {
            fits &= cell.TryAppend(source, expected);
        }

        return fits;
    }

    /// <summary>True when the plan leaves a row out.</summary>
    public bool IsFiltered(CellRow source) => !_filter.Holds(source);

    /// <summary>True when another table plan makes a record of the row in the same table.</summary>
    public bool IsMadeByAnother(CellRow source) => Array.Exists(_twins, twin => twin.Holds(source));

    /// <summary>The canonical source key of a row; null when it has none.</summary>
    public string? KeyOf(CellRow source)
    {
        _scratch.Clear();
        return _key.TryAppend(source, _scratch) ? Encoding.UTF8.GetString(_scratch[0]) : null;
    }

    private ExpectedCell Cell(ColumnRule rule, TargetColumn target) => rule switch
    {
        SourceColumnRule value => Value(value, target),
        ConstantRule constant => new ExpectedConstant(constant.Value is null ? null : Literal(constant.Value, target.Type)),
        EntityRule { Property: EntityProperty.Code } => new ExpectedConstant(Literal(_plan.Entity, target.Type)),
        EntityRule => new ExpectedConstant(Literal(_plan.EntityName, target.Type)),
        ReferenceRule reference => new ExpectedReference(Key(reference.From), Spellings(_table.Respelled.Count == 0 ? null : _plan.Respelled(_table, reference))),
        // Worked out by PostgreSQL from other cells.
        DerivedRule => new ExpectedConstant(null),
        _ => throw new UnreachableException(),
    };

    private IEnumerable<ExpectedCell> Inputs(DerivedRule rule) =>
        rule.Inputs.Select(input => Value(new SourceColumnRule(rule.Column, input.From, BlankAsNull: false, Otherwise: null, rule.Line), input.AsColumn()));

    private ExpectedValue Value(SourceColumnRule rule, TargetColumn target)
    {
        var column = _source.Find(rule.From)!;
        var form = SourceForms.Of(_source, column);
        var emptyIsNone = column.DataType == "enum" && !column.Labels.Contains(string.Empty);
        return new ExpectedValue(
            Ordinal(rule.From),
            form,
            target.Type,
            target.IsNullable,
            rule.BlankAsNull,
            emptyIsNone,
            rule.Otherwise is null ? null : Literal(rule.Otherwise, target.Type))
        {
            IsSwapped = rule.UuidOrder == UuidOrder.Swapped,
            Zone = _zone,
            Text = rule.HasTextRules ? new ExpectedText(form, new ValueRules(rule, new TextRules(rule.BlankAsNull, emptyIsNone)), rule.Otherwise is not null) : null,
            Respelled = Spelling(rule.From),
        };
    }

    /// <summary>The spelling that a column of a replicated table takes over; null = none.</summary>
    private ExpectedSpelling? Spelling(string column)
    {
        var reference = _table.Definition is null ? null : _table.Respelled.FirstOrDefault(candidate => candidate.Parts.Any(part => part.TakesOver && part.Column == column));
        return reference is not null && Spellings(reference) is { } spellings
            ? new ExpectedSpelling(Key([.. reference.Columns]) with { Nul = string.Empty }, spellings, reference.Columns.ToList().IndexOf(column))
            : null;
    }

    private IReadOnlyDictionary<string, string?>? Spellings(RespelledReference? reference) =>
        reference is not null && _respellings?.GetValueOrDefault(reference.Question) is { Count: > 0 } pairs ? ExpectedSpelling.By(pairs) : null;

    private ExpectedFilter Filter(RunTable table) => new([.. table.Where.Select(condition => (Ordinal(condition.Column), Key([condition.Column]), new ConditionTest(condition, _source.Find(condition.Column)!)))]);

    private ExpectedKey Key(IReadOnlyList<string> columns) => new([.. columns.Select(name => (Ordinal(name), SourceForms.Of(_source, _source.Find(name)!)))]);

    private int Ordinal(string name) => _read.Columns.Select((column, ordinal) => (column, ordinal)).First(pair => string.Equals(pair.column.Name, name, StringComparison.OrdinalIgnoreCase)).ordinal;

    private static int IndexOf(IReadOnlyList<ColumnRule> rules, string source)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is SourceColumnRule rule && string.Equals(rule.From, source, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The canonical form of what a plan writes in PostgreSQL's input form.</summary>
    private static byte[] Literal(string text, PgType target)
    {
        var row = new CellRow();
        var bytes = Encoding.UTF8.GetBytes(text);
        var reading = target.Kind switch
        {
            PgKind.Bytea => TextForm.AppendBytes(Convert.FromHexString(text.AsSpan(2)), row),
            PgKind.TextArray => TextForm.Append(Encoding.UTF8.GetBytes(string.Join(',', text[1..^1].Split(',', StringSplitOptions.TrimEntries))), 0, isPadded: false, row),
            _ => TargetForm.Append(SourceForm.Text, bytes, target, row),
        };
        return reading == Reading.Value ? row[0].ToArray() : throw new InvalidOperationException($"'{target.Kind}' has no such literal; planning let it through.");
    }
}
