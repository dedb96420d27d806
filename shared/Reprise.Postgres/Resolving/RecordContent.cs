using Reprise.Core.Catalogs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Resolving;

/// <summary>What a record says in the columns that a plan fills: compared between staging and target, and hashed to know later whether the application changed it.</summary>
/// <remarks>The hash is of the text of the values; the settings that text depends on are pinned in the connection string.</remarks>
internal static class RecordContent
{
    /// <summary>md5 of columns of a target record. In alphabetical order, so that it does not depend on the order in which a plan is written.</summary>
    public static string Hash(string alias, IEnumerable<string> columns) =>
        $"md5(ROW({string.Join(", ", columns.Order(StringComparer.Ordinal).Select(column => $"{alias}.{Sql.Quote(column)}"))})::text)::uuid";

    /// <summary>The same of the columns that a table plan fills now, of the target record <c>t</c>.</summary>
    public static string Hash(Resolution resolution) => Hash("t", resolution.Ruled.Select(column => column.Name));

    /// <summary>md5 of a whole target record, columns that no rule fills among them.</summary>
    public static string FullHash(string alias) => $"md5(ROW({alias}.*)::text)::uuid";

    /// <summary>True where a staged row and a target record differ in a ruled column.</summary>
    public static string Differs(Resolution resolution, string staged, string target) => resolution.Ruled.Count == 0
        ? "false"
        : $"({string.Join(" OR ", resolution.Ruled.Select(column => Differs(column, staged, target)))})";

    /// <summary>True where they differ in one column. Types without equality, such as json, are compared as text.</summary>
    public static string Differs(TargetColumn column, string staged, string target)
    {
        var cast = column.Type.Kind is PgKind.Json or PgKind.Other ? "::text" : string.Empty;
        return $"{Resolution.Value(staged, column)}{cast} IS DISTINCT FROM {target}.{Sql.Quote(column.Name)}{cast}";
    }
}
