using Reprise.Core.Corrections;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Rows that were held back, what people decided about them, and which decisions a run follows.</summary>
public interface IQuarantineLedger
{
    /// <summary>Counts rows by table plan, column, reason and state.</summary>
    /// <param name="run">Run that held them back.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<HeldRowGroup>> CountAsync(RunId run, QuarantineFilter filter, CancellationToken cancellationToken);

    /// <summary>Rows by table plan, reason, column and key.</summary>
    IAsyncEnumerable<HeldRow> ListAsync(RunId run, QuarantineFilter filter, CancellationToken cancellationToken);

    /// <summary>Rows of one table plan by their keys, in any order; a key that is not there has none.</summary>
    Task<IReadOnlyList<HeldRow>> FindAsync(RunId run, string table, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Records that somebody took rows out in clear.</summary>
    Task RecordExportAsync(RunId run, string actor, string detail, CancellationToken cancellationToken);

    /// <summary>Records decisions, all or none, with an audit entry for each run they are about.</summary>
    Task RecordAsync(IReadOnlyList<NewCorrection> corrections, string actor, CancellationToken cancellationToken);

    /// <summary>Fixes which decisions the run follows: those that count now. Repeating it adds those that came meanwhile.</summary>
    /// <exception cref="LostRunException">Another node took the run over.</exception>
    Task AttachAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>A replay follows the decisions that the run it plays again followed, whatever was decided since. Repeating it is harmless.</summary>
    /// <exception cref="LostRunException">Another node took the run over.</exception>
    Task AttachAsync(RunLease lease, RunId replayed, CancellationToken cancellationToken);

    /// <summary>The decisions that the run follows in a table plan; nearly always none.</summary>
    /// <param name="run">Run.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="onlyApplied">True: those that staging applied, which verification has to expect.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<SealedCorrection>> GetAsync(RunId run, string table, bool onlyApplied, CancellationToken cancellationToken);

    /// <summary>Keys of rows that were held back after mapping and whose source row is not kept yet. Rows whose key others have too are not among them.</summary>
    Task<IReadOnlyList<string>> ListWithoutSourceAsync(RunId run, string table, CancellationToken cancellationToken);

    /// <summary>Keeps source rows of rows that were held back after mapping.</summary>
    /// <param name="lease">Right to write.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="rows">Rows, their content sealed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SaveSourcesAsync(RunLease lease, string table, IReadOnlyList<SourceRow> rows, CancellationToken cancellationToken);
}

/// <summary>Which rows held back are asked for.</summary>
/// <param name="Table">Table plan; null = all.</param>
/// <param name="Reason">Code of a reason; null = all.</param>
public sealed record QuarantineFilter(string? Table = null, string? Reason = null)
{
    /// <summary>All rows.</summary>
    public static QuarantineFilter All { get; } = new();
}
