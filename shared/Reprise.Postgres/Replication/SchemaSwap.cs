using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>Puts the fresh schema in the place of the one in use, which stays beside it for rollback.</summary>
internal static class SchemaSwap
{
    public static async Task SwapAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        var fresh = StagingNames.FreshSchema(run, plan);
        var previous = StagingNames.PreviousSchema(plan);
        if (await ExistsAsync(connection, plan.Schema, cancellationToken))
        {
            if (await ExistsAsync(connection, previous, cancellationToken))
            {
                await RefuseInUseAsync(connection, previous, cancellationToken);
                await connection.ExecuteAsync($"DROP SCHEMA {Sql.Quote(previous)} CASCADE", [], cancellationToken);
            }

            await Grants.CopyAsync(connection, plan.Schema, fresh, cancellationToken);
            await connection.ExecuteAsync($"ALTER SCHEMA {Sql.Quote(plan.Schema)} RENAME TO {Sql.Quote(previous)}", [], cancellationToken);
        }

        await connection.ExecuteAsync($"ALTER SCHEMA {Sql.Quote(fresh)} RENAME TO {Sql.Quote(plan.Schema)}", [], cancellationToken);
    }

    /// <summary>True when the schema is there and ours.</summary>
    /// <exception cref="RepriseException">It is there and somebody else's.</exception>
    public static async Task<bool> ExistsAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var found = await connection.QueryAsync(
            "SELECT coalesce(obj_description(oid, 'pg_namespace') = $2, false) AND pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = $1",
            [schema, StagingNames.Marker],
            reader => reader.GetBoolean(0),
            cancellationToken);
        return found switch
        {
            [] => false,
            [true] => true,
            _ => throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                $"The target already has a schema '{schema}' that Reprise did not make. Give the entity another 'schema', or rename that one; nothing was touched."),
        };
    }

    /// <summary>Views and foreign keys of others follow a schema that is renamed, and would be dropped with it.</summary>
    internal static async Task RefuseInUseAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var dependants = await connection.QueryAsync(
            """
            WITH ours AS (SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1)
            SELECT DISTINCT format('%I.%I', n.nspname, c.relname)
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname <> $1 AND c.oid IN (
                SELECT w.ev_class FROM pg_rewrite AS w
                JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
                WHERE d.refobjid IN (SELECT oid FROM ours)
                UNION ALL
                SELECT k.conrelid FROM pg_constraint AS k WHERE k.contype = 'f' AND k.confrelid IN (SELECT oid FROM ours))
            ORDER BY 1
            """,
            [schema],
            reader => reader.GetString(0),
            cancellationToken);
        if (dependants.Count > 0)
        {
            throw new RepriseException(
                "previous_schema_in_use",
                $"The schema '{schema}' cannot be dropped: {string.Join(", ", dependants)} still uses it. Drop or redefine that, then resume the run or repeat the rollback; nothing was changed.");
        }
    }
}
