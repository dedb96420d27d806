using System.Diagnostics;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Quality;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Quality;

/// <summary>A gate as SQL over the relation <c>r</c> of staged records: which rows it is about, and which of these meet it.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Of">Condition of the rows that it is about.</param>
/// <param name="Test">Condition of those that meet it, asked only of rows that it is about.</param>
/// <param name="Columns">Target columns that the conditions speak of, and texts in which others may occur.</param>
internal sealed record GateCondition(QualityGate Gate, string Of, string Test, IReadOnlyList<string> Columns)
{
    /// <summary>Rows that stand for a record of the target: a merged one writes nothing.</summary>
    public const string Records = $"r._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}', '{Bookkeeping.Unchanged}')";

    /// <summary>Staging column with the parent's key, for a gate that asks whether the parent was found.</summary>
    public string? Reference => Gate.Measure == GateMeasure.Referential ? ReferenceOf(Gate) : null;

    /// <summary>The two counts.</summary>
    public string Counts => $"count(*) FILTER (WHERE {Of}), count(*) FILTER (WHERE CASE WHEN {Of} THEN {Test} ELSE false END)";

    /// <summary>The condition of a gate that counts rows one by one; values become parameters.</summary>
    public static GateCondition For(QualityGate gate, TargetTable table, List<object?> parameters) => gate.Measure switch
    {
        GateMeasure.Completeness => new(gate, Records, Filled(gate, table), gate.Columns),
        GateMeasure.Validity => new(gate, $"{Records} AND {Filled(gate, table)}", Valid(gate.Test!, Column(table, gate.Columns[0]), parameters), gate.Columns),
        GateMeasure.Uniqueness => new(gate, $"{Records} AND {Filled(gate, table)}", "true", gate.Columns),
        GateMeasure.Referential => new(gate, $"r.{Sql.Quote(ReferenceOf(gate))} IS NOT NULL", $"r.{Sql.Quote(gate.Columns[0])} IS NOT NULL", gate.Columns),
        // Names without quotation marks are lower case whatever the expression's are.
        GateMeasure.Consistency => new(gate, Records, $"({gate.Expression}) IS NOT FALSE", [gate.Expression!, gate.Expression!.ToLowerInvariant()]),
        _ => throw new UnreachableException(),
    };

    /// <summary>How the columns of a gate of uniqueness are told apart. Types without equality, such as json, are compared as text.</summary>
    public static string Keys(QualityGate gate, TargetTable table) =>
        string.Join(", ", gate.Columns.Select(name => Column(table, name)).Select(column => column.Type.Kind is PgKind.Json or PgKind.Other ? $"{Name(column)}::text" : Name(column)));

    /// <summary>Type that constants are compared as: without length and precision, to which a cast would cut them.</summary>
    public static string Compared(PgType type) => type.Kind switch
    {
        PgKind.Text or PgKind.Varchar or PgKind.Char => "text",
        PgKind.Numeric => "numeric",
        PgKind.Time => "time",
        PgKind.Timestamp => "timestamp",
        PgKind.TimestampTz => "timestamptz",
        _ => PgTypes.Sql(type),
    };

    private static string Valid(ValueTest test, TargetColumn column, List<object?> parameters)
    {
        var type = Compared(column.Type);
        if (test.Matches is { } pattern)
        {
            return $"{Name(column)}::text ~ {Parameter(parameters, pattern)}::text";
        }

        return test.OneOf.Count > 0
            ? $"{Name(column)}::{type} = ANY ({Parameter(parameters, test.OneOf.ToArray())}::text[]::{type}[])"
            : $"{Name(column)}::{type} BETWEEN {Parameter(parameters, test.Between[0])}::text::{type} AND {Parameter(parameters, test.Between[1])}::text::{type}";
    }

    private static string Filled(QualityGate gate, TargetTable table) => string.Join(" AND ", gate.Columns.Select(name => Filled(Column(table, name))));

    private static string Filled(TargetColumn column) => column.Type.Kind is PgKind.Text or PgKind.Varchar or PgKind.Char ? $@"{Name(column)} ~ '\S'" : $"{Name(column)} IS NOT NULL";

    private static string ReferenceOf(QualityGate gate) => StagingLayout.ReferencePrefix + gate.Columns[0];

    private static string Parameter(List<object?> parameters, object value)
    {
        parameters.Add(value);
        return $"${parameters.Count}";
    }

    private static string Name(TargetColumn column) => $"r.{Sql.Quote(column.Name)}";

    private static TargetColumn Column(TargetTable table, string name) => table.Find(name) ?? throw new InvalidOperationException($"{table.Name} has no column {name}; planning let it through.");
}
