using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Configuration;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Filtering;
using Reprise.Core.Mapping.Normalising;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Plans;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping.Staged;

/// <summary>Makes the staged columns of a table plan, in the order of its <see cref="StagingLayout"/>.</summary>
internal sealed class StagedColumns(RunPlan plan, RunTable table, IReadOnlyList<BatchColumn> source)
{
    private const int YearDigits = 4;

    private static readonly PgType Text = new(PgKind.Text);

    private readonly SourceTable _source = plan.Source(table.Source).Table;
    private readonly LocalClock? _clock = plan.TimeZone is { } zone ? new LocalClock(ZoneOffsets.Of(LocalTimeZone.Get(zone))) : null;

    /// <summary>Columns of the source key.</summary>
    public SourceParts Key { get; } = new([.. table.Key.Select(name => Ordinal(source, name, table))]);

    /// <summary>Conditions that rows must satisfy; null = none.</summary>
    public RowFilter? Filter() => table.Where.Count == 0 ? null : new RowFilter([.. table.Where.Select(condition =>
        (Ordinal(source, condition.Column, table), new ConditionTest(condition, _source.Find(condition.Column)!)))]);

    /// <summary>What rows of joined tables must satisfy; null = nothing.</summary>
    public JoinedRowTests? Joined() => table.Joined.Count == 0 ? null : new JoinedRowTests([.. table.Joined.Select(condition => (Ordinal(source, condition.Column, table), condition))]);

    /// <summary>The columns.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public StagedColumn[] Build()
    {
        var columns = new List<StagedColumn>();
        if (table.Definition is null)
        {
            columns.Add(new StagedKey(Key));
            if (table.Id is { Strategy: IdStrategy.Uuid } id)
            {
                columns.Add(Id(id));
            }
        }

        columns.AddRange(table.Rules.SelectMany(rule => rule is DerivedRule derived ? Inputs(derived) : [Make(rule)]));
        return [.. columns];
    }

    private StagedId Id(IdRule id) => new(
        id.Column,
        Conversions.Find(Outputs.Uuid, default, Target(id.Column).Type, blankAsNull: false) ?? throw Impossible(id.Column, "a UUID has no form in the column's type"),
        new RecordId(plan.Entity, table.Origin));

    /// <summary>What becomes of an input's values is told of the column that they go into.</summary>
    private IEnumerable<StagedColumn> Inputs(DerivedRule rule) => rule.Inputs.Select(input => Value(
        new SourceColumnRule(rule.Column, input.From, BlankAsNull: false, Otherwise: null, rule.Line),
        input.AsColumn()));

    private StagedColumn Make(ColumnRule rule)
    {
        var target = Target(rule.Column);
        return rule switch
        {
            SourceColumnRule value => Value(value, target),
            ConstantRule constant => Constant(target, constant.Value),
            EntityRule { Property: EntityProperty.Code } => Constant(target, plan.Entity),
            EntityRule { Property: EntityProperty.Name } => Constant(target, plan.EntityName),
            ReferenceRule reference => new StagedReference(
                rule.Column,
                new SourceParts([.. reference.From.Select(name => Ordinal(source, name, table))]),
                target.IsNullable),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private StagedValue Value(SourceColumnRule rule, TargetColumn target)
    {
        var ordinal = Ordinal(source, rule.From, table);
        var type = source[ordinal].Type;
        var traits = _source.Find(rule.From) is { } column ? SourceTraits.Of(column) with { Clock = _clock, UuidOrder = rule.UuidOrder ?? UuidOrder.Straight } : default;
        var converter = Conversions.Find(rule.HasTextRules ? Outputs.PlainText : type, traits, target.Type, rule.BlankAsNull)
            ?? throw Impossible(rule.Column, $"the source column '{rule.From}' has no form in its type");
        var otherwise = rule.Otherwise is null
            ? null
            : Literal.TryParse(rule.Otherwise, target.Type, converter.Output) ?? throw Impossible(rule.Column, "what 'otherwise' says is no value of its type");
        var text = rule.HasTextRules ? new TextStage(new ValueRules(rule, traits.Rules(rule.BlankAsNull)), ToText(rule, type, traits)) : null;
        return new StagedValue(rule.Column, ordinal, text, converter, new CellSink(rule.Column, type, target.IsNullable, otherwise));
    }

    /// <summary>Text of values as the source prints them: of a YEAR four digits, also of the one that is a zero date.</summary>
    private ColumnConverter? ToText(SourceColumnRule rule, ColumnType type, SourceTraits traits) => type.Kind == ValueKind.Text
        ? null
        : Conversions.Find(type, traits.IsYear ? traits with { IsYear = false, ZeroFill = YearDigits } : traits, Text, blankAsNull: false)
            ?? throw Impossible(rule.Column, $"values of the source column '{rule.From}' have no text");

    private StagedConstant Constant(TargetColumn target, string? text)
    {
        if (text is null)
        {
            var type = Conversions.Find(Outputs.PlainText, default, target.Type, blankAsNull: false)?.Output;
            return new StagedConstant(target.Name, type ?? (target.Type.Kind == PgKind.TextArray ? Outputs.Set : Outputs.PlainText), value: null);
        }

        var literal = Literal.TryParse(text, target.Type) ?? throw Impossible(target.Name, "the value is none of its type");
        return new StagedConstant(target.Name, literal.Type, literal);
    }

    private TargetColumn Target(string column) => table.Target.Find(column) ?? throw Impossible(column, $"{table.Target.Name} has no such column");

    private RepriseException Impossible(string column, string why) => new(
        ErrorCodes.InvalidConfiguration,
        $"Table plan {table.Name}, column '{column}': {why}. Correct the plan, check it with 'reprise check', and start a new run.");

    private static int Ordinal(IReadOnlyList<BatchColumn> source, string name, RunTable table)
    {
        for (var i = 0; i < source.Count; i++)
        {
            if (string.Equals(source[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new RepriseException(
            ErrorCodes.InvalidConfiguration,
            $"Table plan {table.Name}: the snapshot of '{table.Source}' has no column '{name}'. Start a new run, which plans anew.");
    }
}
