using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Staging;

/// <summary>Creates and drops the staging tables of mapped runs. They are logged tables: their checkpoints survive a crash of the server, so they must too.</summary>
internal static class StagingTables
{
    /// <summary>Creates what is not there yet.</summary>
    public static async Task CreateAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        var schema = Sql.Quote(StagingNames.MappedSchema(run));
        await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {schema}", [], cancellationToken);
        foreach (var table in plan.Tables)
        {
            await connection.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {Sql.Quote(StagingNames.Table(run, plan, table))} ({string.Join(", ", Columns(table))})", [], cancellationToken);
        }
    }

    /// <summary>Layout columns, then the target columns that resolution fills, then its bookkeeping.</summary>
    private static IEnumerable<string> Columns(RunTable table)
    {
        foreach (var column in StagingLayout.For(table).Columns)
        {
            yield return $"{Sql.Quote(column.Name)} {PgTypes.Sql(column.Type)}";
        }

        foreach (var name in ResolvedColumns(table))
        {
            yield return $"{Sql.Quote(name)} {PgTypes.Sql(table.Target.Find(name)!.Type)}";
        }

        foreach (var column in Bookkeeping.Columns)
        {
            yield return column;
        }
    }

    private static IEnumerable<string> ResolvedColumns(RunTable table)
    {
        var references = table.Rules.OfType<ReferenceRule>().Select(rule => rule.Column);
        return table.Id is { Strategy: IdStrategy.Identity } id ? references.Append(id.Column) : references;
    }
}
