using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Postgresql;
using Npgsql;
using Reprise.Core.Problems;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Creates and upgrades schema <c>reprise</c>. Forward only; safe to call from several nodes at once.</summary>
internal sealed class LedgerSchema(Database database)
{
    /// <summary>Key of the advisory lock that lets one node migrate at a time.</summary>
    private const long MigrationLock = 0x5265_7072_6973_65;

    /// <summary>A process that stands still for this long loses its transactions, and with them the lock that others wait for.</summary>
    private const string Standstill = "10s";

    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(2);

    /// <summary>Brings the schema up to date.</summary>
    /// <exception cref="RepriseException">The schema is somebody else's, newer than the program, or may not be created.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await connection.ExecuteAsync(
                $"SELECT set_config('idle_in_transaction_session_timeout', '{Standstill}', true), pg_advisory_xact_lock($1)",
                [MigrationLock],
                cancellationToken);
            await database.UseAsync(schema => EnsureSchemaAsync(schema, cancellationToken), cancellationToken);
            await HoldAsync(connection, Task.Run(Upgrade, CancellationToken.None), cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Signs of life on the connection that has the lock, until the upgrade, on another one, has ended.</summary>
    private static async Task HoldAsync(NpgsqlConnection connection, Task upgrade, CancellationToken cancellationToken)
    {
        try
        {
            while (await Task.WhenAny(upgrade, Task.Delay(BetweenSigns, TimeProvider.System, cancellationToken)) != upgrade)
            {
                await connection.ExecuteAsync("SELECT 1", [], cancellationToken);
            }
        }
        finally
        {
            await upgrade;
        }
    }

    private static async Task<bool> EnsureSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = connection.Command("SELECT count(*) FROM pg_namespace WHERE nspname = 'reprise'");
        if (await exists.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await connection.ExecuteAsync("CREATE SCHEMA reprise", [], cancellationToken);
            return true;
        }

        await using var foreign = connection.Command(
            // The catalog answers also to a role that may not use the schema, as to_regclass does not.
            """
            SELECT count(*) > 0 AND count(*) FILTER (WHERE relname = 'schema_version') = 0 FROM pg_class WHERE relnamespace = 'reprise'::regnamespace
            """);
        return await foreign.ExecuteScalarAsync(cancellationToken) is not true
            ? false
            : throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                "The target has a schema 'reprise' with tables that are not Reprise's. Rename it, or give Reprise another database; nothing was touched.");
    }

    private void Upgrade()
    {
        using var source = database.CreateSource($"-c idle_in_transaction_session_timeout={Standstill}");
        var engine = DeployChanges.To
            .PostgresqlDatabase(new PostgresqlConnectionManager(source))
            .WithScriptsEmbeddedInAssembly(typeof(LedgerSchema).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal) && name.Contains(".Migrations.", StringComparison.Ordinal))
            .JournalToPostgresqlTable("reprise", "schema_version")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        RefuseNewerLedger(engine);
        var result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            throw result.Error is NpgsqlException failure
                ? PostgresErrors.Translate(failure, database.Source)
                : new RepriseException("ledger_upgrade_failed", $"The ledger could not be upgraded by {result.ErrorScript?.Name}: {result.Error.GetType().Name}.", inner: result.Error);
        }
    }

    private static void RefuseNewerLedger(UpgradeEngine engine)
    {
        var known = engine.GetDiscoveredScripts().Select(script => script.Name);
        var unknown = engine.GetExecutedScripts().Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"The ledger in the target is newer than this program ({unknown[^1]}). Use the newer program; nothing was touched.");
        }
    }
}
