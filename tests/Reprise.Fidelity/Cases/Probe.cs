namespace Reprise.Fidelity.Cases;

/// <summary>A question about the target, such as which foreign keys it has.</summary>
/// <param name="Label">What is asked, in the answer.</param>
/// <param name="Sql">A query of one text column; {schema} and {table} stand for the quoted names.</param>
public sealed record Probe(string Label, string Sql)
{
    /// <summary>Foreign keys of the case's tables.</summary>
    public static Probe ForeignKeys { get; } = new("foreign key", Constraints("f"));

    /// <summary>CHECK constraints of the case's tables.</summary>
    public static Probe Checks { get; } = new("check", Constraints("c"));

    /// <summary>Unique indexes of the case's tables, primary keys left out.</summary>
    public static Probe UniqueIndexes { get; } = new(
        "unique index",
        """
        SELECT substring(pg_get_indexdef(indexrelid) FROM '\(.*') FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
        WHERE relnamespace = '{schema}'::regnamespace AND (relname = '{table}' OR starts_with(relname, '{table}__')) AND indisunique AND NOT indisprimary ORDER BY 1
        """);

    /// <summary>The id that the application's next record gets.</summary>
    public static Probe NextId { get; } = new("next id", "SELECT nextval(pg_get_serial_sequence('{schema}.{table}', 'id'))::text");

    /// <summary>Defaults of the table's columns.</summary>
    public static Probe Defaults { get; } = new(
        "default",
        """
        SELECT attname || ' ' || pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
        WHERE adrelid = '{schema}.{table}'::regclass AND attname <> 'id' ORDER BY 1
        """);

    private static string Constraints(string kind) =>
        $$"""
        SELECT pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
        WHERE contype = '{{kind}}' AND relnamespace = '{schema}'::regnamespace AND (relname = '{table}' OR starts_with(relname, '{table}__')) ORDER BY 1
        """;
}
