using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Duplicates;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Testing.Servers;
using Xunit.Sdk;

namespace Reprise.Postgres.Tests;

/// <summary>A database of its own with the ledger in it, used as the plain role uses it.</summary>
public class LedgerFixture : IAsyncLifetime
{
    private TargetDatabase? _target;
    private Database? _database;
    private SkipException? _absence;

    public TargetDatabase Target => _target ?? throw Absence;

    public IRunLedger Runs => new RunLedger(Database, new LedgerSchema(Database));

    public IExtractionLedger Extraction => new ExtractionLedger(Database);

    public IAuditTrail Audit => new AuditVerifier(Database);

    public ITarget Tables => TargetOver(Database);

    public ILedgerSeal Seal { get; } = new ReversingSeal();

    public ILossLedger Losses => new LossLedger(Database);

    public IDuplicateLedger Duplicates => new DuplicateLedger(Database);

    /// <summary>The server that the database is on.</summary>
    protected virtual TargetServer Server => TargetServer.Postgres15;

    internal Database Database => _database ?? throw Absence;

    private Exception Absence => _absence ?? (Exception)new InvalidOperationException("The ledger is not there.");

    public async ValueTask InitializeAsync()
    {
        try
        {
            _target = await TargetDatabase.CreateAsync(Server);
        }
        catch (SkipException absence)
        {
            // A fixture that skips fails its tests: each of them skips by itself.
            _absence = absence;
            return;
        }

        _database = new Database(_target.AsReprise);
        await Runs.MigrateAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        if (_target is not null)
        {
            await _target.DisposeAsync();
        }
    }

    /// <summary>The target over connections of its own.</summary>
    internal ITarget TargetOver(Database database) => new PostgresTarget(database, Seal, new DuplicateFinder());

    /// <summary>Starts a run of an entity of its own and takes it over.</summary>
    public async Task<RunLease> LeaseAsync(string? entity = null)
    {
        var run = await Runs.StartAsync(NewRun(entity ?? TestServers.UniqueName("e")), TestContext.Current.CancellationToken);
        return await Runs.TakeOverAsync(run.Id, TestContext.Current.CancellationToken);
    }

    public static NewRun NewRun(string entity, string? key = null)
    {
        var code = EntityCode.Parse(entity);
        return new NewRun(RunId.Create(code, TimeProvider.System), code, "Entité", "replicate", RunMode.Full, "cli", key);
    }
}
