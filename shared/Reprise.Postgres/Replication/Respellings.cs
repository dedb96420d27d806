using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>References that the source held together by its collation: which spelling becomes which, kept beside the fresh schema and carried out before foreign keys are created.</summary>
internal static class Respellings
{
    public static async Task PrepareAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Tables.Any(table => table.Respelled.Count > 0))
        {
            await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Sql.Quote(StagingNames.MappedSchema(run))}", [], cancellationToken);
            await connection.ExecuteAsync(
                $"CREATE TABLE IF NOT EXISTS {Kept(run)} (table_plan text NOT NULL, column_name text NOT NULL, spelling text NOT NULL, parents text NOT NULL)",
                [],
                cancellationToken);
        }
    }

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, RunId run, RunTable table, RespelledColumn column, IReadOnlyList<Respelling> respellings, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"DELETE FROM {Kept(run)} WHERE table_plan = $1 AND column_name = $2", [table.Name, column.Column], cancellationToken);
        await connection.ExecuteAsync(
            $"INSERT INTO {Kept(run)} (table_plan, column_name, spelling, parents) SELECT $1, $2, * FROM unnest($3, $4)",
            [table.Name, column.Column, respellings.Select(pair => pair.From).ToArray(), respellings.Select(pair => pair.To).ToArray()],
            cancellationToken);
        return true;
    }

    public static async Task<IReadOnlyList<Respelling>> ReadAsync(NpgsqlConnection connection, RunId run, RunTable table, RespelledColumn column, CancellationToken cancellationToken) => await connection.QueryAsync(
        $"SELECT spelling, parents FROM {Kept(run)} WHERE table_plan = $1 AND column_name = $2",
        [table.Name, column.Column],
        reader => new Respelling(reader.GetString(0), reader.GetString(1)),
        cancellationToken);

    /// <summary>Carries them out in one table, with an entry for each row. All are counted before the first is changed: the column may be part of the row's key.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var rows = Sql.Quote(StagingNames.Table(run, plan, table));
        var key = RowKeys.Of(plan, table, "c");
        foreach (var column in table.Respelled)
        {
            var name = Target(table, column);
            var changed = $"SELECT {key}, c.{Sql.Quote(name)}::text, m.parents FROM {rows} AS c JOIN {Kept(run)} AS m ON {Joins(table, column, name)}";
            await LateCoercions.AddAsync(connection, seal, run, new LateCoercion(table.Name, name, Reasons.ReferenceRespelled, After: null, changed), cancellationToken);
        }

        foreach (var column in table.Respelled)
        {
            var name = Target(table, column);
            await connection.ExecuteAsync($"UPDATE {rows} AS c SET {Sql.Quote(name)} = m.parents FROM {Kept(run)} AS m WHERE {Joins(table, column, name)}", [], cancellationToken);
        }
    }

    private static string Joins(RunTable table, RespelledColumn column, string name) =>
        $"m.spelling = c.{Sql.Quote(name)} AND m.table_plan = {Sql.Literal(table.Name)} AND m.column_name = {Sql.Literal(column.Column)}";

    private static string Target(RunTable table, RespelledColumn column) => table.Rules.OfType<SourceColumnRule>().First(rule => rule.From == column.Column).Column;

    private static string Kept(RunId run) => Sql.Quote(StagingNames.Respelled(run));
}
