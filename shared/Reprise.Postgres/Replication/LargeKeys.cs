using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>Keys whose values are longer than an entry of PostgreSQL's index: MySQL takes 3,072 bytes, a B-tree here 2,704. They are told apart by digests instead, and counted.</summary>
/// <remarks>Entries are compressed before they are measured, so that only the index itself can tell: it is tried as it is first.</remarks>
internal static class LargeKeys
{
    /// <summary>Bytes: BTMaxItemSize with pages of 8 KB, of which a third of a page must hold an entry.</summary>
    private const int MaxEntry = 2704;

    private const string Descending = " DESC";

    /// <summary>Builds an index, or one over digests of its long parts.</summary>
    /// <param name="connection">Within a transaction.</param>
    /// <param name="seal">Seals keys of rows.</param>
    /// <param name="run">Run.</param>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="index">The index that is wanted, as one of its own where it is the primary key.</param>
    /// <param name="build">Builds it as it is wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task BuildAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, RunTable table, IndexDefinition index, Func<Task> build, CancellationToken cancellationToken)
    {
        if (!index.Parts.Any(part => IsLong(table.Definition!, part)))
        {
            await build();
            return;
        }

        if (await connection.TryAsync(PostgresErrorCodes.ProgramLimitExceeded, build, cancellationToken))
        {
            return;
        }

        var rows = Sql.Quote(StagingNames.Table(run, plan, table));
        var parts = index.Parts.Select(part => IsLong(table.Definition!, part) ? Digest(part) : part);
        await connection.ExecuteAsync($"CREATE {(index.IsUnique ? "UNIQUE " : string.Empty)}INDEX {Sql.Quote(index.Name)} ON {rows} ({string.Join(", ", parts)})", [], cancellationToken);
        await LateCoercions.AddAsync(connection, seal, run, new LateCoercion(table.Name, index.Name, Reasons.KeyTooLong, After: null, Long(plan, table, index, rows)), cancellationToken);
    }

    private static string Long(RunPlan plan, RunTable table, IndexDefinition index, string rows) =>
        $"SELECT {RowKeys.Of(plan, table, "r")}, NULL::text FROM {rows} AS r WHERE {string.Join(" + ", index.Parts.Where(part => IsLong(table.Definition!, part)).Select(part => $"coalesce(octet_length({Plain(part)}), 0)"))} > {MaxEntry}";

    /// <summary>True of text and bytes, whole or the first of them; what is a digest already is short.</summary>
    private static bool IsLong(TableDefinition definition, string part) => !part.StartsWith("(md5(", StringComparison.Ordinal) && definition.Columns.Any(column =>
        column.Type.Kind is PgKind.Text or PgKind.Varchar or PgKind.Char or PgKind.Bytea && part.Contains(Sql.Quote(column.Name), StringComparison.Ordinal));

    private static string Digest(string part) => $"(md5({Plain(part)})){part[Plain(part).Length..]}";

    private static string Plain(string part) => part.EndsWith(Descending, StringComparison.Ordinal) ? part[..^Descending.Length] : part;
}
