using System.Text;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Testing.Servers;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>One run of a mapped plan, driven step by step as the pipeline does.</summary>
internal sealed class MappedRun
{
    private const int MaxChunks = 3;

    private MappedRun(LedgerFixture ledger, RunLease lease, RunPlan plan)
    {
        Ledger = ledger;
        Lease = lease;
        Plan = plan;
    }

    public LedgerFixture Ledger { get; }

    public RunLease Lease { get; }

    public RunPlan Plan { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string NewEntity() => TestServers.UniqueName("e");

    public static async Task<MappedRun> StartAsync(LedgerFixture ledger, string entity, params RunTable[] tables)
    {
        var code = EntityCode.Parse(entity);
        var started = await ledger.Runs.StartAsync(new NewRun(RunId.Create(code, TimeProvider.System), code, "Entité", "sportif", RunMode.Full, "cli", null), Cancellation);
        var run = new MappedRun(ledger, await ledger.Runs.TakeOverAsync(started.Id, Cancellation), PlanOf(entity, tables));
        await ledger.Runs.SavePlanAsync(run.Lease, run.Plan, Cancellation);
        await ledger.Tables.PrepareAsync(run.Lease, run.Plan, Cancellation);
        return run;
    }

    /// <summary>Ends the run, so that the entity can have another one.</summary>
    public Task EndAsync() => Ledger.Runs.SetStatusAsync(Lease, RunStatus.Succeeded, null, null, Cancellation);

    /// <summary>Stages rows as one chunk, read as such.</summary>
    public async Task StageAsync(string table, params object?[][] rows)
    {
        var source = Plan.Table(table).Source;
        var chunks = await Ledger.Extraction.EnsureChunksAsync(Lease, source, [.. Enumerable.Range(1, MaxChunks).Select(chunk => new ChunkRange(chunk, null, null))], Cancellation);
        var number = chunks.Count(chunk => chunk.IsExtracted) + 1;
        await Ledger.Extraction.CompleteChunkAsync(Lease, source, number, rows.Length, [], Cancellation);
        await Ledger.Tables.StageChunkAsync(Lease, Plan, Plan.Table(table), number, rows.Length, Rows.Mapped(Plan.Table(table), rows), Cancellation);
    }

    /// <summary>Stages what another table plan makes of the rows of the chunk last read.</summary>
    public async Task StageAgainAsync(string table, params object?[][] rows)
    {
        var number = (await Ledger.Extraction.GetChunksAsync(Lease.Run, Plan.Table(table).Source, Cancellation)).Count(chunk => chunk.IsExtracted);
        await Ledger.Tables.StageChunkAsync(Lease, Plan, Plan.Table(table), number, rows.Length, Rows.Mapped(Plan.Table(table), rows), Cancellation);
    }

    public async Task ResolveAsync()
    {
        foreach (var table in Plan.Tables)
        {
            await Ledger.Tables.ResolveTableAsync(Lease, Plan, table, Cancellation);
        }
    }

    public Task PublishAsync(string lot = "main") => Ledger.Tables.PublishLotAsync(Lease, Plan, lot, Cancellation);

    /// <summary>Stage, resolve and publish one table.</summary>
    public async Task LoadAsync(string table, params object?[][] rows)
    {
        await StageAsync(table, rows);
        await ResolveAsync();
        await PublishAsync();
    }

    public async Task<RowFigures> FiguresAsync(string table) => (await Ledger.Tables.CountAsync(Lease.Run, Plan, Cancellation)).Single(figures => figures.Table == table).Rows;

    /// <summary>Quarantine entries as <c>key column reason</c>, ordered.</summary>
    public Task<List<string>> QuarantineAsync(string table) => LedgerAsync(
        "SELECT source_key || ' ' || column_name || ' ' || reason FROM reprise.quarantine WHERE run = $1 AND table_plan = $2 ORDER BY 1",
        table);

    /// <summary>Coercions of resolution as <c>column rule count</c>.</summary>
    public Task<List<string>> CoercionsAsync(string table) => LedgerAsync(
        "SELECT column_name || ' ' || rule || ' ' || count FROM reprise.coercion WHERE run = $1 AND table_plan = $2 AND chunk = 0 ORDER BY 1",
        table);

    /// <summary>Coercions with their samples and unsealed keys.</summary>
    public async Task<List<string>> ChangedAsync(string table) =>
        [.. (await Ledger.Losses.ListCoercionsAsync(Lease.Run, table, Cancellation)).Select(coercion =>
            $"{coercion.Column} {coercion.Rule} {string.Join(',', coercion.Samples)}: {string.Concat(coercion.Keys.Select(keys => Encoding.UTF8.GetString(Ledger.Seal.Open(Lease.Run, table, keys)))).Replace('\n', ' ').Trim()}")];

    /// <summary>Unsealed content of rows held back, by key.</summary>
    public async Task<List<string>> HeldBackAsync(string table)
    {
        var rows = new List<string>();
        await foreach (var row in Ledger.Losses.ListQuarantineAsync(Lease.Run, table, Cancellation))
        {
            rows.Add($"{row.Key} {row.Reason} {Encoding.UTF8.GetString(Ledger.Seal.Open(Lease.Run, table, row.Content!))}");
        }

        return rows;
    }

    /// <summary>Crosswalk of the entity as <c>key merged id</c>.</summary>
    public Task<List<string>> CrosswalkAsync(string table) => LedgerAsync(
        "SELECT source_key || ' ' || merged || ' ' || target_id FROM reprise.crosswalk WHERE entity = (SELECT entity FROM reprise.run WHERE id = $1) AND source_table = $2 ORDER BY 1",
        table);

    /// <summary>Keys of rows whose record is not there or says something else than was staged.</summary>
    public Task<List<string>> DifferencesAsync(string table) => Ledger.Database.UseAsync(
        connection =>
        {
            var resolution = new Resolving.Resolution(connection, Lease.Run, Plan, Plan.Table(table));
            return connection.QueryAsync(
                $"""
                SELECT s._key FROM {resolution.Staging} AS s
                LEFT JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s._target_id::{resolution.IdType}
                WHERE s._outcome NOT IN ('merged', 'quarantined') AND (t.{resolution.IdColumn} IS NULL OR {RecordContent.Differs(resolution, "s", "t")})
                """,
                [],
                reader => reader.GetString(0),
                Cancellation);
        },
        Cancellation);

    private Task<List<string>> LedgerAsync(string sql, string table) =>
        Ledger.Database.UseAsync(connection => connection.QueryAsync(sql, [Lease.Run.Value, table], reader => reader.GetString(0), Cancellation), Cancellation);

    private static RunPlan PlanOf(string entity, RunTable[] tables) => new()
    {
        Entity = entity,
        EntityName = "Entité",
        Plan = "sportif",
        PlanVersion = 1,
        PlanFingerprint = "f",
        SourceServer = "MariaDB",
        Parallelism = 1,
        RequiresApproval = false,
        Gates = GateThresholds.Default,
        ChunkRows = 1000,
        Sources = [],
        Tables = tables,
        Lots = [.. tables.Select(table => table.Lot).Distinct()],
        Hash = "h",
    };
}
