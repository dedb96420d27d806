using MySqlConnector;
using Reprise.Core.Catalogs;

namespace Reprise.MySql.Catalogs;

/// <summary>One column of a foreign key within the database.</summary>
/// <param name="Table">Referencing table.</param>
/// <param name="Constraint">CONSTRAINT_NAME.</param>
/// <param name="Column">Referencing column.</param>
/// <param name="ReferencedTable">Table referred to.</param>
/// <param name="ReferencedColumn">Column referred to.</param>
internal sealed record ForeignKeyRow(string Table, string Constraint, string Column, string ReferencedTable, string ReferencedColumn)
{
    /// <summary>Columns of all foreign keys in their order.</summary>
    public const string Query = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
        FROM information_schema.KEY_COLUMN_USAGE
        WHERE TABLE_SCHEMA = @database AND REFERENCED_TABLE_SCHEMA = @database
        ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION
        """;

    /// <summary>Rules of all foreign keys: two plain queries cost old servers less than one join of views.</summary>
    public const string RuleQuery = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE
        FROM information_schema.REFERENTIAL_CONSTRAINTS
        WHERE CONSTRAINT_SCHEMA = @database
        """;

    /// <summary>Reads the current row.</summary>
    public static ForeignKeyRow Read(MySqlDataReader reader) =>
        new(reader.Text(0), reader.Text(1), reader.Text(2), reader.Text(3), reader.Text(4));

    /// <summary>Foreign keys of one table.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="rules">Rules by table and constraint.</param>
    /// <param name="tables">Names of tables as they are spelled, by name without case: some servers keep references in lower case.</param>
    public static IReadOnlyList<SourceForeignKey> Assemble(
        IEnumerable<ForeignKeyRow> rows,
        IReadOnlyDictionary<(string Table, string Constraint), (string OnDelete, string OnUpdate)> rules,
        IReadOnlyDictionary<string, string> tables)
    {
        var keys = new List<SourceForeignKey>();
        foreach (var parts in rows.GroupBy(static row => row.Constraint))
        {
            var first = parts.First();
            var (onDelete, onUpdate) = rules.GetValueOrDefault((first.Table, first.Constraint), ("RESTRICT", "RESTRICT"));
            keys.Add(new SourceForeignKey(
                parts.Key,
                [.. parts.Select(static row => row.Column)],
                tables.GetValueOrDefault(first.ReferencedTable, first.ReferencedTable),
                [.. parts.Select(static row => row.ReferencedColumn)],
                onDelete,
                onUpdate));
        }

        return keys;
    }
}
