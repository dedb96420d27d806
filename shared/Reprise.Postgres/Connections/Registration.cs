using Microsoft.Extensions.DependencyInjection;
using Reprise.Core.Ports;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Lineage;
using Reprise.Postgres.Undoing;

namespace Reprise.Postgres;

/// <summary>Registers ledger and target.</summary>
public static class Registration
{
    /// <summary>Adds <see cref="IRunLedger"/>, <see cref="IExtractionLedger"/>, <see cref="IAuditTrail"/>, <see cref="ILossLedger"/>, <see cref="IDuplicateLedger"/>, <see cref="IQuarantineLedger"/>, <see cref="ISyncLedger"/>, <see cref="IRollback"/>, <see cref="ILineageLedger"/>, <see cref="ITargetRecords"/> and <see cref="ITarget"/>, all singletons over one pool of connections. What the target keeps of rows is sealed by an <see cref="ILedgerSeal"/>, which is registered elsewhere.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="connection">Called once, when the first of them is asked for; gives the Npgsql connection string.</param>
    public static IServiceCollection AddReprisePostgres(this IServiceCollection services, Func<IServiceProvider, string> connection)
    {
        services.AddSingleton(provider => new Database(connection(provider)));
        services.AddSingleton<LedgerSchema>();
        services.AddSingleton<IRunLedger, RunLedger>();
        services.AddSingleton<IExtractionLedger, ExtractionLedger>();
        services.AddSingleton<IAuditTrail, AuditVerifier>();
        services.AddSingleton<ILossLedger, LossLedger>();
        services.AddSingleton<IDuplicateLedger, DuplicateLedger>();
        services.AddSingleton<IQuarantineLedger, QuarantineLedger>();
        services.AddSingleton<ISyncLedger, SyncLedger>();
        services.AddSingleton<IRollback, RunRollback>();
        services.AddSingleton<ILineageLedger, LineageLedger>();
        services.AddSingleton<ITargetRecords, TargetRecords>();
        services.AddSingleton<ITarget, PostgresTarget>();
        return services;
    }
}
