using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Replication;

/// <summary>The source key of a replicated row, from what it became: see <see cref="SourceKey"/> for its form. A table without a key is known by places in the snapshot, which its rows do not hold.</summary>
internal static class RowKeys
{
    /// <summary>The key as SQL of type text.</summary>
    /// <param name="table">Table plan.</param>
    /// <param name="alias">Alias of its rows.</param>
    public static string Of(RunTable table, string alias) => table.Key.Count == 0
        ? "NULL::text"
        : string.Join($" || {Sql.Literal(SourceKey.Separator.ToString())} || ", table.Key.Select(name => Part(table, name, alias)));

    private static string Part(RunTable table, string source, string alias)
    {
        var rule = table.Rules.OfType<SourceColumnRule>().First(rule => string.Equals(rule.From, source, StringComparison.OrdinalIgnoreCase));
        var column = $"{alias}.{Sql.Quote(rule.Column)}";
        return table.Target.Find(rule.Column)!.Type.Kind switch
        {
            PgKind.Boolean => $"{column}::integer::text",
            PgKind.Numeric => $"trim_scale({column})::text",
            PgKind.Bytea => $"encode({column}, 'hex')",
            PgKind.Uuid => $"replace({column}::text, '-', '')",
            PgKind.Bit => $"{column}::bigint::text",
            PgKind.TextArray => $"array_to_string({column}, ',')",
            _ => $"{column}::text",
        };
    }
}
